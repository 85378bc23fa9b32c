<?php
/**
 * Who may publish in spite of what was found.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Maps the capability of its own to the one that the site's settings name.
 */
final class Waiver_Rights {

	const CAPABILITY = 'cmcompliance_waive';

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function register(): void {
		add_filter( 'map_meta_cap', array( $this, 'mapped' ), 10, 2 );
	}

	/**
	 * Return the primitive capabilities that stand behind one.
	 *
	 * @param string[] $caps       Those found so far.
	 * @param string   $capability The one asked for.
	 * @return string[]
	 */
	public function mapped( $caps, $capability ) {
		return self::CAPABILITY === $capability ? array( $this->settings->get( 'waivers' ) ) : $caps;
	}
}
