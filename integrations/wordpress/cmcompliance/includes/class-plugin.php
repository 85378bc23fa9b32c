<?php
/**
 * What the plugin consists of.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the parts together; each hangs itself on WordPress' hooks.
 */
final class Plugin {

	public static function start(): void {
		$settings = new Settings();
		$gate     = new Gate( $settings, new Draft_Maker( $settings ), new Service( $settings ) );
		$held     = new Held_Text();
		$parts    = array(
			new Settings_Page( $settings, new Service( $settings ) ),
			new Save_Guard( $settings, $gate, $held ),
			new Rest_Guard( $settings, $gate, $held ),
			new Due_Guard( $settings, $gate ),
			new Waiver_Rights( $settings ),
			new Post_Route( $settings, $gate ),
			new Rest_Fields( $settings ),
			new Block_Editor( $settings ),
			new Meta_Box( $settings ),
			new Screen_Notices(),
			new Remote_Answers(),
			new Author_Mail(),
		);
		foreach ( $parts as $part ) {
			$part->register();
		}
		add_action( 'init', array( self::class, 'load_words' ), 1 );
	}

	/**
	 * Load the words in the reader's language; all French ones share a file.
	 */
	public static function load_words(): void {
		$locale = determine_locale();
		$known  = 0 === strpos( $locale, 'fr' ) ? 'fr_FR' : $locale;
		$file   = dirname( CMCOMPLIANCE_FILE ) . '/languages/cmcompliance-' . $known . '.mo';
		if ( is_readable( $file ) ) {
			load_textdomain( 'cmcompliance', $file );
		}
	}
}
