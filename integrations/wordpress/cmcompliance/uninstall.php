<?php
/**
 * Leaves nothing of the settings behind; waivers stay with their posts, as the record of who answered for what.
 *
 * @package CMCompliance
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Takes the plugin's data off one site.
 */
function cmcompliance_uninstall_site(): void {
	delete_option( 'cmcompliance' );
	delete_option( 'cmcompliance_key' );
	delete_metadata( 'post', 0, '_cmcompliance_verdict', '', true );
	delete_metadata( 'post', 0, '_cmcompliance_fields', '', true );
	delete_metadata( 'post', 0, '_cmcompliance_tries', '', true );
}

if ( is_multisite() ) {
	foreach ( get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	) as $cmcompliance_site ) {
		switch_to_blog( $cmcompliance_site );
		cmcompliance_uninstall_site();
		restore_current_blog();
	}
} else {
	cmcompliance_uninstall_site();
}
delete_metadata( 'user', 0, '_cmcompliance_notices', '', true );
