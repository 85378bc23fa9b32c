<?php
/**
 * What the block editor asks of this site: a check before publishing, a waiver.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Routes under cmcompliance/v1 for whoever may edit the post; the browser never speaks with the service.
 */
final class Post_Route {

	const SPACE = 'cmcompliance/v1';

	/** @var Settings */
	private $settings;
	/** @var Gate */
	private $gate;

	public function __construct( Settings $settings, Gate $gate ) {
		$this->settings = $settings;
		$this->gate     = $gate;
	}

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'add' ) );
	}

	public function add(): void {
		$text = array( 'type' => 'string' );
		$may  = static function ( $request ) {
			return current_user_can( 'edit_post', (int) $request['id'] );
		};
		register_rest_route(
			self::SPACE,
			'/posts/(?P<id>\d+)/check',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'check' ),
				'permission_callback' => $may,
				'args'                => array(
					'title'   => $text,
					'content' => $text,
					'excerpt' => $text,
					'fields'  => array( 'type' => 'object' ),
				),
			)
		);
		register_rest_route(
			self::SPACE,
			'/posts/(?P<id>\d+)/waiver',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'waive' ),
				'permission_callback' => static function ( $request ) use ( $may ) {
					return $may( $request ) && current_user_can( Waiver_Rights::CAPABILITY );
				},
				'args'                => array(
					'reason' => $text + array( 'required' => true ),
					'until'  => $text + array( 'required' => true ),
				),
			)
		);
	}

	/**
	 * Check the text as it stands in the editor.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array|\WP_Error
	 */
	public function check( $request ) {
		$post = get_post( (int) $request['id'] );
		if ( ! $post || ! $this->settings->watches( $post->post_type ) ) {
			return new \WP_Error( 'cmcompliance_type', __( 'Posts of this type are not checked.', 'cmcompliance' ), array( 'status' => 404 ) );
		}
		$texts = get_object_vars( $post );
		foreach ( array( 'title', 'content', 'excerpt' ) as $name ) {
			if ( is_string( $request[ $name ] ) ) {
				$texts[ 'post_' . $name ] = $request[ $name ];
			}
		}
		$fields   = is_array( $request['fields'] ) ? Post_Fields::cleaned( $request['fields'] ) : Post_Fields::of( $post->ID );
		$decision = $this->gate->preview( new Candidate( $post->ID, $texts, $fields ) );
		return Shown_Verdict::worded( $decision->as_array() );
	}

	/**
	 * Accept the findings for which the post was last held.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return array|\WP_Error
	 */
	public function waive( $request ) {
		$wrong = Waivers::accept( (int) $request['id'], $request['reason'], $request['until'] );
		return null === $wrong ? array( 'waivers' => count( Waivers::of( (int) $request['id'] ) ) ) : $wrong;
	}
}
