"""`cmcompliance lsp`: the checks in an editor."""

from __future__ import annotations

from cmcompliance.cli.options import ConfigOption, NoConfigOption, PackOption


def lsp(config: ConfigOption = None, no_config: NoConfigOption = False, pack: PackOption = None) -> None:
    """Serve the checks to an editor, by the Language Server Protocol on standard input and output.

    Drafts are checked as one types, each under the settings of its file, which are read anew when they
    change; rule files and settings are checked and completed too. The editor starts it; it ends when its
    input ends. It needs the extra [lsp].

    Exit status: 0 the input ended, 2 it was asked wrongly, or the extra is not installed.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.packs import chosen_folders

    try:
        from cmcompliance.language_server import serve
        from cmcompliance.language_server.readiness import Chosen
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise bad_input("`lsp` needs pygls: pip install 'cmcompliance[lsp]'") from None
    if config is not None and no_config:
        raise bad_input("--config and --no-config contradict each other")
    serve(Chosen(config, not no_config, tuple(chosen_folders(pack))))
