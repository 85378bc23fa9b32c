<?php
/**
 * The settings of the site.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Reads what the site has set; every value is one that the plugin can use.
 */
final class Settings {

	const OPTION     = 'cmcompliance';
	const KEY_OPTION = 'cmcompliance_key';

	const PLATFORMS = array( 'blog', 'website', 'newsletter' );
	const ROLES     = array( 'brand', 'agency', 'influencer', 'employee', 'consumer', 'media' );
	const WAIVERS   = array( 'do_not_allow', 'manage_options', 'edit_others_posts' );
	const COUNTRY   = '/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/';

	/**
	 * Return what holds where nothing was set.
	 *
	 * @return array<string, mixed>
	 */
	public static function defaults(): array {
		return array(
			'url'           => 'http://127.0.0.1:8765',
			'mode'          => 'block',
			'when_down'     => 'block',
			'seconds'       => 10,
			'post_types'    => array( 'post', 'page' ),
			'platform'      => 'blog',
			'language'      => '',
			'jurisdictions' => array(),
			'role'          => '',
			'waivers'       => 'manage_options',
		);
	}

	/**
	 * Return one value.
	 *
	 * @param string $name Its name in `defaults`.
	 * @return mixed
	 */
	public function get( string $name ) {
		$stored   = get_option( self::OPTION, array() );
		$defaults = self::defaults();
		$values   = self::cleaned( is_array( $stored ) ? array_merge( $defaults, $stored ) : $defaults );
		return $values[ $name ];
	}

	public function url(): string {
		$url = defined( 'CMCOMPLIANCE_URL' ) ? (string) constant( 'CMCOMPLIANCE_URL' ) : $this->get( 'url' );
		return untrailingslashit( $url );
	}

	public function key(): string {
		return self::key_is_constant() ? (string) constant( 'CMCOMPLIANCE_KEY' ) : (string) get_option( self::KEY_OPTION, '' );
	}

	public static function key_is_constant(): bool {
		return defined( 'CMCOMPLIANCE_KEY' );
	}

	public function blocks(): bool {
		return 'block' === $this->get( 'mode' );
	}

	public function watches( string $post_type ): bool {
		return in_array( $post_type, $this->get( 'post_types' ), true );
	}

	/**
	 * Return values as they may be kept: what is not one of the choices becomes the default, which is the strict one.
	 *
	 * @param array<string, mixed> $given What was sent or stored.
	 * @return array<string, mixed>
	 */
	public static function cleaned( array $given ): array {
		$defaults = self::defaults();
		$types    = isset( $given['post_types'] ) && is_array( $given['post_types'] ) ? $given['post_types'] : array();
		$url      = isset( $given['url'] ) && is_string( $given['url'] ) ? esc_url_raw( trim( $given['url'] ), array( 'http', 'https' ) ) : '';
		$language = isset( $given['language'] ) && is_string( $given['language'] ) ? trim( $given['language'] ) : '';
		return array(
			'url'           => '' === $url ? $defaults['url'] : untrailingslashit( $url ),
			'mode'          => self::one_of( $given, 'mode', array( 'block', 'warn' ), 'block' ),
			'when_down'     => self::one_of( $given, 'when_down', array( 'block', 'allow' ), 'block' ),
			'seconds'       => min( 60, max( 1, (int) ( $given['seconds'] ?? $defaults['seconds'] ) ) ),
			'post_types'    => array_values( array_unique( array_filter( array_map( 'sanitize_key', array_filter( $types, 'is_string' ) ) ) ) ),
			'platform'      => self::one_of( $given, 'platform', self::PLATFORMS, 'blog' ),
			'language'      => preg_match( '/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/', $language ) ? $language : '',
			'jurisdictions' => self::countries( $given['jurisdictions'] ?? array() ),
			'role'          => self::one_of( $given, 'role', self::ROLES, '' ),
			'waivers'       => self::one_of( $given, 'waivers', self::WAIVERS, 'manage_options' ),
		);
	}

	/**
	 * Return the country codes in a list, or in a text such as `FR, be`.
	 *
	 * @param mixed $given What was written.
	 * @return string[]
	 */
	public static function countries( $given ): array {
		$words = is_array( $given ) ? array_filter( $given, 'is_string' ) : preg_split( '/[\s,;]+/', (string) $given );
		$codes = array_map( 'strtoupper', array_map( 'trim', $words ) );
		return array_values(
			array_unique(
				array_filter(
					$codes,
					static function ( $code ) {
						return 1 === preg_match( self::COUNTRY, $code );
					}
				)
			)
		);
	}

	private static function one_of( array $given, string $name, array $choices, string $otherwise ): string {
		$value = $given[ $name ] ?? '';
		return is_string( $value ) && in_array( $value, $choices, true ) ? $value : $otherwise;
	}
}
