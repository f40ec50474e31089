"""Passwords of web hosts: asked for at the terminal, kept by the system's keyring."""

from __future__ import annotations

import sys

import click

from dvk_plugin.publish.access import VARIABLE, read_secret, save_secret
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.read.publish_settings import TargetSettings


def secret_of(place: TargetSettings) -> str:
    """The password; asked for where a host of FTP needs one and somebody sits at the terminal."""
    secret = read_secret(place) if place.host else ""
    if secret or place.kind != "ftps":
        return secret
    if sys.stdin.isatty():
        return ask(place)
    raise PublishError(
        f"Chưa có mật khẩu của «{place.user}» trên {place.host}.",
        f"gõ «dvk publish {place.name} --save-password» một lần, hoặc đặt biến môi trường "
        f"{VARIABLE}.",
    )


def ask(place: TargetSettings) -> str:
    """The password as typed, unseen."""
    return str(click.prompt(f"Mật khẩu của «{place.user}»", hide_input=True, err=True))


def ask_and_save(place: TargetSettings) -> None:
    """Put a password into the keyring. Raises `PublishError` where there is none."""
    if not save_secret(place, ask(place)):
        raise PublishError(
            "Máy này không có kho khóa để cất mật khẩu.",
            f"đặt biến môi trường {VARIABLE} trước khi gõ lệnh.",
        )
    click.echo("Đã cất mật khẩu vào kho khóa của máy này.")
