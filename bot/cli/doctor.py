"""The command that checks the installation: doctor."""

from __future__ import annotations

import typer

from bot.cli.common import AsJson, app, print_json


@app.command()
def doctor(*, as_json: AsJson = False) -> None:
    """Check the settings, Telegram, the database, the articles and the disk, and say how to mend what is wrong.

    Exit code 1 where there is a problem.

    Example: poochho doctor
    """
    from bot.doctor.examination import examine
    from bot.doctor.finding import Finding, Level
    from bot.doctor.showing import findings_json, findings_table
    from bot.errors import SettingsError
    from bot.log import log_to_terminal
    from bot.settings import read_settings
    from bot.terminal import make_console, print_table

    log_to_terminal()
    try:
        findings = examine(read_settings())
    except SettingsError as error:
        findings = [Finding("settings", Level.PROBLEM, str(error))]
    if as_json:
        print_json(findings_json(findings))
    else:
        print_table(make_console(), findings_table(findings))
    if any(each.level is Level.PROBLEM for each in findings):
        raise typer.Exit(1)
