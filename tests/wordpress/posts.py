"""Posts and settings as they lie in the site, put there and read beside its pages."""

from __future__ import annotations

import json
from typing import Any

from wordpress.site import Site

_SET = """
update_option('cmcompliance', %s);
update_option('cmcompliance_key', %s);
delete_option('observed_mail');
delete_metadata('user', 0, '_cmcompliance_notices', '', true);
return true;
"""
_MAKE = """
add_filter('option_cmcompliance', static function () { return array('post_types' => array()); });
$post = %s;
wp_set_current_user($post['post_author']);
return wp_insert_post(wp_slash($post));
"""
_READ = """
$post = get_post(%d, ARRAY_A);
foreach (array('verdict', 'waivers', 'fields') as $name) {
    $post[$name] = get_post_meta($post['ID'], '_cmcompliance_' . $name, true);
}
$saved = wp_get_post_autosave($post['ID']);
$post['autosave'] = $saved ? $saved->post_content : null;
return $post;
"""


def php_of(value: Any) -> str:
    """Return PHP for a value that JSON can hold."""
    quoted = json.dumps(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"json_decode('{quoted}', true)"


def settings(site: Site, key: str = "", **given: Any) -> None:
    """Set the plugin's settings: those given, else the defaults."""
    site.php(_SET % (php_of({"seconds": 30, **given}), php_of(key)))


def make_post(
    site: Site, content: str, status: str = "draft", title: str = "Savon", user: str = "editor"
) -> int:
    """Create a post as it would lie there from earlier days: nothing is asked."""
    post = {"post_title": title, "post_content": content, "post_status": status}
    made = site.php(_MAKE % php_of({**post, "post_author": site.users[user]}))
    assert made
    return int(made)


def stored(site: Site, post: int) -> dict[str, Any]:
    """Return a post as it is in the database, with what the plugin keeps of it."""
    kept: dict[str, Any] = site.php(_READ % post)
    return kept
