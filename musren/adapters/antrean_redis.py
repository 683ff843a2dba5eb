"""The bell between the service and its workers: a Redis queue (RQ) in which nothing but bells lie.

What is to be done stands in the database; a bell only says that something waits. Whoever may write
into this Redis may have workers run what they like, so it belongs to musren alone.
"""

from collections.abc import Callable

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.serializers import JSONSerializer

QUEUE = "musren"
SECONDS = 3

NOT_REACHED = (
    "Redis tidak menjawab, jadi pekerjaan menunggu sampai tersambung lagi. Mintalah administrator "
    "memeriksa MUSREN_REDIS_URL dan apakah Redis berjalan."
)
NO_WORKER = (
    "Belum ada komputer yang mengerjakan. Mintalah administrator menjalankan “musren worker”."
)

log = structlog.get_logger()


def connect(url: str) -> Redis:
    """A connection that is opened when first used and gives up soon."""
    return Redis.from_url(url, socket_connect_timeout=SECONDS)


def queue(redis: Redis) -> Queue:
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


def ring(redis: Redis, work: Callable[[], None]) -> bool:
    """Have one worker run `work`; False, told in the log, when Redis is not reached."""
    try:
        queue(redis).enqueue_call(
            work, timeout=-1, result_ttl=0, failure_ttl=0, description="lonceng"
        )
    except RedisError as reason:
        log.warning("redis not reached", exc_info=reason)
        return False
    return True


def bells(redis: Redis) -> int:
    """How many bells no worker has heard yet."""
    return int(queue(redis).count)


def unreachable(redis: Redis) -> str:
    """Why Redis cannot be used now, as a sentence; empty when it answers."""
    try:
        redis.ping()
    except RedisError:
        return NOT_REACHED
    return ""


def lacking(url: str) -> str:
    """Why nothing is worked on now, as a sentence; empty when Redis answers and workers listen."""
    try:
        with connect(url) as redis:
            return "" if Worker.count(queue=queue(redis)) else NO_WORKER
    except RedisError:
        return NOT_REACHED
