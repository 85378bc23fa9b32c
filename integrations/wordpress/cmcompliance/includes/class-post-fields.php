<?php
/**
 * What the text of a post does not say and the law asks.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * The few facts that an editor states of a post: kept with it, empty where nothing was said.
 */
final class Post_Fields {

	const META = '_cmcompliance_fields';

	const KINDS         = array( 'article', 'post', 'ad', 'contest_rules' );
	const RELATIONSHIPS = array( 'none', 'own_brand', 'paid', 'gifted', 'affiliate', 'trip', 'employment', 'family' );

	/** @var array<int, array<string, string>> Said in this request of posts that have no id yet (0). */
	private static $expected = array();

	/**
	 * Return the fields of a post.
	 *
	 * @param int $post_id Its id, or 0 for the one about to be created.
	 * @return array<string, string>
	 */
	public static function of( int $post_id ): array {
		$stored = 0 === $post_id ? ( self::$expected[0] ?? array() ) : get_post_meta( $post_id, self::META, true );
		return self::cleaned( is_array( $stored ) ? $stored : array() );
	}

	/**
	 * Keep the fields of a post that exists, or until it does.
	 *
	 * @param int   $post_id Its id, or 0.
	 * @param array $given   What was sent.
	 */
	public static function keep( int $post_id, array $given ): void {
		$fields = self::cleaned( $given );
		if ( 0 === $post_id ) {
			self::$expected[0] = $fields;
		} else {
			update_post_meta( $post_id, self::META, wp_slash( $fields ) );
		}
	}

	/**
	 * Return the fields with each value one of its choices, or empty.
	 *
	 * @param array $given What was sent or stored.
	 * @return array<string, string>
	 */
	public static function cleaned( array $given ): array {
		return array(
			'kind'         => self::one_of( $given, 'kind', self::KINDS ),
			'platform'     => self::one_of( $given, 'platform', Settings::PLATFORMS ),
			'relationship' => self::one_of( $given, 'relationship', self::RELATIONSHIPS ),
			'brand'        => isset( $given['brand'] ) && is_string( $given['brand'] ) ? substr( sanitize_text_field( $given['brand'] ), 0, 200 ) : '',
		);
	}

	private static function one_of( array $given, string $name, array $choices ): string {
		$value = $given[ $name ] ?? '';
		return is_string( $value ) && in_array( $value, $choices, true ) ? $value : '';
	}
}
