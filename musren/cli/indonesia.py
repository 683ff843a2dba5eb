"""Click's own words in Indonesian: usage, options, and what is wrong with a command line."""

import re
from collections.abc import Callable

import click

MORE = "Lihat pilihannya dengan: {command} --help"
METAVARS = {"text": "TEKS", "integer": "ANGKA", "file": "BERKAS", "directory": "FOLDER"}
FEW = 4  # choices that fit beside the name of an option
_LAST_BRACKETS = re.compile(r"\((.*)\)\.?$")


class Perintah(click.Command):
    """A command whose help is Indonesian throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Pemakaian: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        arguments = [
            piece
            for param in self.get_params(ctx)
            if isinstance(param, click.Argument)
            for piece in param.get_usage_pieces(ctx)
        ]
        return ["[PILIHAN]", *arguments]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = "Tampilkan bantuan ini."
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        with formatter.section("Pilihan"):
            formatter.write_dl([(_names(one), _told(one)) for one in options])


class Kelompok(Perintah, click.Group):
    """A command that only gathers others."""

    command_class = Perintah

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), "PERINTAH ..."]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with formatter.section("Perintah"):
            formatter.write_dl([(name, c.get_short_help_str(80)) for name, c in found.items() if c])


def _names(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _metavar(option: click.Option) -> str:
    kind = option.type
    if isinstance(kind, click.Choice):
        choices = [str(one) for one in kind.choices]
        return "|".join(choices) if len(choices) <= FEW else "NAMA"
    return METAVARS.get(kind.name.removesuffix(" range"), "TEKS")


def _told(option: click.Option) -> str:
    extra = []
    if isinstance(option.type, click.Choice) and len(option.type.choices) > FEW:
        extra.append(", ".join(str(one) for one in option.type.choices))
    if isinstance(option.type, click.IntRange):
        extra.append(f"{option.type.min}–{option.type.max}")
    if option.required:
        extra.append("wajib")
    elif option.show_default and option.default is not None:
        extra.append(f"bawaan: {option.default}")
    return " ".join(filter(None, (option.help, f"[{'; '.join(extra)}]" if extra else "")))


def complaint(reason: click.ClickException) -> str:
    """What is wrong with the command line and how to repair it, in Indonesian."""
    command = reason.ctx.command_path if isinstance(reason, click.UsageError) and reason.ctx else ""
    return f"{_wrong(reason)} {MORE.format(command=command or 'musren')}"


def _wrong(reason: click.ClickException) -> str:
    for kind, tell in _TOLD.items():
        if isinstance(reason, kind):
            return tell(reason)
    found = _LAST_BRACKETS.search(reason.message)
    if found:
        return f"“{found[1]}” berlebih; hapus, atau beri tanda kutip bila memuat spasi."
    return "Perintah belum lengkap."


def _missing(reason: click.MissingParameter) -> str:
    name = _called(reason.param)
    kind = "Pilihan" if isinstance(reason.param, click.Option) else "Isian"
    return f"{kind} {name} belum diisi."


def _bad_value(reason: click.BadParameter) -> str:
    return f"Isi {_called(reason.param)} tidak dapat dipakai: {_expected(reason)}."


def _called(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.name or "").upper() if param is not None else ""


def _expected(reason: click.BadParameter) -> str:
    kind = reason.param.type if reason.param is not None else None
    if isinstance(kind, click.IntRange):
        return f"harus bilangan bulat dari {kind.min} sampai {kind.max}"
    if isinstance(kind, click.Choice):
        return f"pilih salah satu dari {', '.join(str(one) for one in kind.choices)}"
    if isinstance(kind, click.Path):
        return "harus folder, bukan berkas" if kind.dir_okay else "harus berkas, bukan folder"
    return "harus bilangan bulat" if kind is click.INT else "periksa ejaannya"


def _bad_option(reason: click.BadOptionUsage) -> str:
    if "requires" in reason.message:
        return f"Pilihan {reason.option_name} harus diikuti isinya."
    return f"Pilihan {reason.option_name} tidak memakai isi."


def _no_option(reason: click.NoSuchOption) -> str:
    return f"Tidak ada pilihan {reason.option_name}.{_perhaps(reason.possibilities)}"


def _no_command(reason: click.NoSuchCommand) -> str:
    return f"Tidak ada perintah {reason.command_name}.{_perhaps(reason.possibilities)}"


def _perhaps(possible: object) -> str:
    names = [str(one) for one in possible] if isinstance(possible, list | tuple) else []
    return f" Mungkin maksud Anda {' atau '.join(sorted(names))}." if names else ""


# The first kind that fits speaks, so the narrower kinds come first.
_TOLD: dict[type[click.ClickException], Callable[..., str]] = {
    click.MissingParameter: _missing,
    click.BadParameter: _bad_value,
    click.NoSuchOption: _no_option,
    click.exceptions.NoSuchCommand: _no_command,
    click.BadOptionUsage: _bad_option,
}
