"""musren: a village's words go in once; official papers and one traceable list come out."""
