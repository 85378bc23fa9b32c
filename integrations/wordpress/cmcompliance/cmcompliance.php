<?php
/**
 * Plugin Name:       cmcompliance
 * Description:       Checks each post against advertising, contest and consumer law before it is published, with the service of your house.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The cmcompliance authors
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       cmcompliance
 * Domain Path:       /languages
 *
 * Apache-2.0 is compatible with version 3 of the GPL: with WordPress ("GPL, version 2 or later") this plugin may be
 * passed on under GPLv3.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

define( 'CMCOMPLIANCE_FILE', __FILE__ );

spl_autoload_register(
	static function ( $name ) {
		if ( 0 !== strpos( $name, __NAMESPACE__ . '\\' ) ) {
			return;
		}
		$short = strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) );
		$file  = __DIR__ . '/includes/class-' . $short . '.php';
		if ( is_readable( $file ) ) {
			require $file;
		}
	}
);

Plugin::start();
