<?php
// Of the tests: mail goes into an option, the classic editor is used by whoever has the cookie for it, and of the site's
// chores only those that publish are done.
add_filter(
	'pre_wp_mail',
	static function ( $nothing, $mail ) {
		update_option( 'observed_mail', array_merge( get_option( 'observed_mail', array() ), array( $mail ) ), false );
		return true;
	},
	10,
	2
);
add_filter(
	'use_block_editor_for_post',
	static function ( $use ) {
		return $use && ! isset( $_COOKIE['classic'] );
	}
);
add_filter(
	'pre_get_ready_cron_jobs',
	static function () {
		$ready = array();
		foreach ( _get_cron_array() as $time => $hooks ) {
			if ( $time <= time() && isset( $hooks['publish_future_post'] ) ) {
				$ready[ $time ] = array( 'publish_future_post' => $hooks['publish_future_post'] );
			}
		}
		return $ready;
	}
);
