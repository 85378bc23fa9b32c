<?php
/**
 * What the block editor reads and writes of a post beside its text.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Two fields in the REST interface, for whoever may edit the post: what was said of it, and the last decision.
 */
final class Rest_Fields {

	const FIELDS  = 'cmcompliance_fields';
	const VERDICT = 'cmcompliance_verdict';

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add' ) );
	}

	public function add(): void {
		$types = $this->settings->get( 'post_types' );
		register_rest_field(
			$types,
			self::FIELDS,
			array(
				'get_callback'    => static function ( $post ) {
					return Post_Fields::of( (int) $post['id'] );
				},
				'update_callback' => static function ( $value, $post ) {
					if ( is_array( $value ) && current_user_can( 'edit_post', $post->ID ) ) {
						Post_Fields::keep( $post->ID, $value );
					}
				},
				'schema'          => array(
					'type'       => 'object',
					'context'    => array( 'edit' ),
					'properties' => array(
						'kind'         => array( 'type' => 'string' ),
						'platform'     => array( 'type' => 'string' ),
						'relationship' => array( 'type' => 'string' ),
						'brand'        => array( 'type' => 'string' ),
					),
				),
			)
		);
		register_rest_field(
			$types,
			self::VERDICT,
			array(
				'get_callback' => static function ( $post ) {
					return Shown_Verdict::of( (int) $post['id'] );
				},
				'schema'       => array(
					'type'     => array( 'object', 'null' ),
					'context'  => array( 'edit' ),
					'readonly' => true,
				),
			)
		);
	}
}
