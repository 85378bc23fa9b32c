"""Settings → cmcompliance: what it keeps, and what it never shows."""

from __future__ import annotations

from typing import Any

import pytest

from wordpress.fake_service import Fake
from wordpress.forms import form_on
from wordpress.posts import settings
from wordpress.site import Site

_REMOVAL = """
update_post_meta(1, '_cmcompliance_waivers', array(array('rule' => 'x')));
update_post_meta(1, '_cmcompliance_fields', array('kind' => 'ad'));
define('WP_UNINSTALL_PLUGIN', 'cmcompliance/cmcompliance.php');
require WP_PLUGIN_DIR . '/cmcompliance/uninstall.php';
global $wpdb;
$options = $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE 'cmcompliance%'");
$ours = "WHERE meta_key LIKE '_cmcompliance%'";
return array($options, $wpdb->get_col("SELECT DISTINCT meta_key FROM $wpdb->postmeta $ours"));
"""
PAGE = "options-general.php?page=cmcompliance"


def save(site: Site, key: str = "", **given: Any) -> str:
    """Save the settings page as an administrator and return the page that follows."""
    form = form_on(site.page(PAGE, "admin"), "cmcompliance-settings")
    form["cmcompliance_key"] = key
    form |= {f"cmcompliance[{name}]": value for name, value in given.items() if name != "forget"}
    if given.get("forget"):
        form["cmcompliance_forget_key"] = "1"
    return site.submit("options.php", form, "admin").text


def test_what_is_written_is_kept(site: Site, fake: Fake) -> None:
    save(
        site,
        url=f"{fake.url}/",
        mode="warn",
        when_down="allow",
        seconds="7",
        jurisdictions="fr, BE;eu",
        language="fr",
    )
    kept = site.php("return get_option('cmcompliance');")
    assert kept["url"] == fake.url
    assert (kept["mode"], kept["when_down"], kept["seconds"]) == ("warn", "allow", 7)
    assert (kept["jurisdictions"], kept["language"]) == (["FR", "BE", "EU"], "fr")


def test_what_cannot_be_used_is_told_and_becomes_the_strict_choice(site: Site, fake: Fake) -> None:
    told = save(
        site, url="ftp://x", mode="perhaps", seconds="900", jurisdictions="FR, France", language="français"
    )
    kept = site.php("return get_option('cmcompliance');")
    assert (kept["url"], kept["mode"], kept["seconds"]) == (fake.url, "block", 60)
    assert (kept["jurisdictions"], kept["language"]) == (["FR"], "")
    for words in ("starts with http://", "left out: FRANCE", "it was left empty"):
        assert words in told


def test_a_stored_key_is_never_shown_and_stays_until_it_is_forgotten(site: Site, fake: Fake) -> None:
    assert "cmc_secret" not in save(site, key="cmc_secret", url=fake.url)
    assert "a key is stored" in site.page(PAGE, "admin")
    save(site, url=fake.url)
    assert site.php("return get_option('cmcompliance_key');") == "cmc_secret"
    for page in (PAGE, "post-new.php"):
        assert "cmc_secret" not in site.page(page, "admin")
    save(site, url=fake.url, forget=True)
    assert site.php("return get_option('cmcompliance_key');") == ""


@pytest.mark.parametrize("user", ["editor", "author"])
def test_only_administrators_see_the_page(site: Site, fake: Fake, user: str) -> None:
    answer = site.browser(user).get(f"{site.url}/wp-admin/{PAGE}", timeout=30)
    assert answer.status_code == 403
    tried = site.submit("admin-post.php", {"action": "cmcompliance_try"}, user)
    assert tried.status_code == 403
    assert fake.asked == []


def test_the_key_may_stand_in_the_configuration(site: Site, fake: Fake) -> None:
    config = site.folder / "wp-config.php"
    before = config.read_text()
    config.write_text(before.replace("<?php", "<?php define( 'CMCOMPLIANCE_KEY', 'cmc_constant' );", 1))
    try:
        settings(site, url=fake.url, key="cmc_stored")
        page = site.page(PAGE, "admin")
        form = {"action": "cmcompliance_try"} | site.nonce_on(page, "cmcompliance_try")
        site.submit("admin-post.php", form, "admin")
    finally:
        config.write_text(before)
    assert "cmc_constant" not in page
    assert [asked["headers"]["authorization"] for asked in fake.asked] == ["Bearer cmc_constant"]


def test_a_try_says_what_is_wrong(site: Site, fake: Fake) -> None:
    fake.key = "cmc_right"
    form = {"action": "cmcompliance_try"} | site.nonce_on(site.page(PAGE, "admin"), "cmcompliance_try")
    assert "The service does not check: No valid key" in site.submit("admin-post.php", form, "admin").text
    assert [asked["query"]["purpose"] for asked in fake.asked] == [["preview"]]


def test_removal_leaves_no_settings_and_keeps_who_answered_for_what(site: Site, fake: Fake) -> None:
    left = site.php(_REMOVAL)
    assert left == [[], ["_cmcompliance_waivers"]]
