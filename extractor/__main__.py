"""`python -m extractor`: the same as the command `trichyeu`, where its folder is not on the search path."""

from extractor.cli import main

if __name__ == "__main__":
    main()
