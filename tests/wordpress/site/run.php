<?php
// Runs PHP inside WordPress and prints what it returns as JSON after a record separator: that on standard input, or that
// which a request with the test's token has.
$served = 'cli' !== PHP_SAPI;
if ( $served && ! hash_equals( '%TOKEN%', $_SERVER['HTTP_X_TOKEN'] ?? '' ) ) {
	exit( 1 );
}
$code = file_get_contents( $served ? 'php://input' : 'php://stdin' );
if ( ! $served ) {
	define( 'WP_INSTALLING', true );
	preg_match( "/DB_HOST', 'localhost:([^']+)'/", file_get_contents( __DIR__ . '/wp-config.php' ), $found );
	( new mysqli( 'localhost', 'root', '', '', 0, $found[1] ) )->query( 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
	$_SERVER['HTTP_HOST'] = '127.0.0.1';
}
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
$answer = eval( $code );
echo "\x1e" . wp_json_encode( $answer );
