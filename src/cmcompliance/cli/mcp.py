"""`cmcompliance mcp`: the checks as tools of an assistant."""

from __future__ import annotations

from cmcompliance.cli.options import ConfigOption, NoConfigOption, PackOption


def mcp(config: ConfigOption = None, no_config: NoConfigOption = False, pack: PackOption = None) -> None:
    """Serve the checks to an assistant, by the Model Context Protocol on standard input and output.

    Tools: check_draft, fix_draft, explain_finding, find_rule, contest_rules_template. The assistant starts
    it; it ends when its input ends. It needs the extra [mcp].

    Exit status: 0 the input ended, 2 it was asked wrongly, or the extra is not installed.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.rulebook import RuleBookError
    from cmcompliance.settings import Preparation, SettingsError

    try:
        from cmcompliance.mcp_server import server_on
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise bad_input("`mcp` needs the MCP SDK: pip install 'cmcompliance[mcp]'") from None
    if config is not None and no_config:
        raise bad_input("--config and --no-config contradict each other")
    preparation = Preparation(config, search=not no_config, packs=chosen_folders(pack))
    try:
        preparation.checker_for(preparation.settings_for(None))
    except (SettingsError, RuleBookError) as error:
        raise bad_input(str(error)) from None
    server_on(preparation).run("stdio")
