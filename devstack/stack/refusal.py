"""How the stack and its commands say no."""

import click


class StackRefused(click.ClickException):
    """Something is in the way. The text is one sentence for the person at the keyboard; the command fails."""
