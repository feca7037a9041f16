"""python -m vov_app.operating: the command `vov`."""

from vov_app.operating.cli import main

if __name__ == "__main__":
    main()
