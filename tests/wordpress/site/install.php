<?php
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_false' );
wp_install( 'Savonnerie', 'admin', 'admin@example.org', true, '', 'a-long-password' );
update_option( 'active_plugins', array( 'cmcompliance/cmcompliance.php' ) );
$made = array( 'users' => array(), 'app_passwords' => array() );
foreach ( array( 'admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'contributor' => 'contributor' ) as $name => $role ) {
	$user = get_user_by( 'login', $name );
	$id   = $user ? $user->ID : wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'a-long-password', 'user_email' => "$name@example.org", 'role' => $role, 'display_name' => ucfirst( $name ) ) );
	$made['users'][ $name ] = $id;
	list( $made['app_passwords'][ $name ] ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'tests' ) );
}
return $made;
