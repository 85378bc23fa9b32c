<?php
/**
 * The block editor and other clients of the REST interface.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Answers a save that would publish a breach with an error that has the findings in it.
 */
final class Rest_Guard {

	/** @var Settings */
	private $settings;
	/** @var Gate */
	private $gate;
	/** @var Held_Text */
	private $held;

	public function __construct( Settings $settings, Gate $gate, Held_Text $held ) {
		$this->settings = $settings;
		$this->gate     = $gate;
		$this->held     = $held;
	}

	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'watch' ) );
	}

	public function watch(): void {
		foreach ( $this->settings->get( 'post_types' ) as $type ) {
			add_filter( 'rest_pre_insert_' . $type, array( $this, 'guard' ), PHP_INT_MAX, 2 );
		}
	}

	/**
	 * Return the post as it came, or an error.
	 *
	 * @param \stdClass|\WP_Error $prepared What is about to be saved; only what was sent.
	 * @param \WP_REST_Request    $request  The request.
	 * @return \stdClass|\WP_Error
	 */
	public function guard( $prepared, $request ) {
		if ( is_wp_error( $prepared ) ) {
			return $prepared;
		}
		$sent   = get_object_vars( $prepared );
		$id     = (int) ( $sent['ID'] ?? 0 );
		$stored = $id ? get_post( $id ) : null;
		$before = null !== $stored ? Candidate::stored( $stored ) : null;
		if ( is_array( $request[ Rest_Fields::FIELDS ] ) ) {
			Post_Fields::keep( $id, $request[ Rest_Fields::FIELDS ] );
		}
		$after = $this->candidate( $id, $stored, $sent, $request );
		if ( ! $this->gate->concerns( $after, $before ) ) {
			return $prepared;
		}
		$decision = $this->gate->decide( $after );
		if ( $id ) {
			Verdicts::keep( $id, $decision );
		}
		return $decision->allowed ? $prepared : $this->refusal( $decision, $this->held->keep( $stored, $sent ), $id );
	}

	private function candidate( int $id, ?\WP_Post $stored, array $sent, \WP_REST_Request $request ): Candidate {
		$base  = null !== $stored ? get_object_vars( $stored ) : array(
			'post_status' => 'draft',
			'post_author' => get_current_user_id(),
		);
		$after = new Candidate( $id, array_merge( $base, $sent ), Post_Fields::of( $id ) );
		if ( null !== $request['featured_media'] ) {
			$after->picture = (int) $request['featured_media'];
		}
		if ( 'publish' === $after->status && isset( $sent['post_date_gmt'] ) && strtotime( $sent['post_date_gmt'] . ' GMT' ) > time() ) {
			$after->status = 'future';
		}
		return $after;
	}

	private function refusal( Decision $decision, string $effect, int $post_id ): \WP_Error {
		$kept    = $decision->as_array();
		$message = strtr(
			implode( ' ', Wording::lines( $kept, $effect ) ),
			array(
				'<' => '‹',
				'>' => '›',
			)
		);
		if ( $post_id ) {
			do_action( 'cmcompliance_decided', $post_id, $decision, $effect );
		}
		return new \WP_Error(
			Decision::BREACH === $decision->why ? 'cmcompliance_held' : 'cmcompliance_not_checked',
			$message,
			array(
				'status'       => Decision::BREACH === $decision->why ? 422 : 503,
				'cmcompliance' => array_merge( Shown_Verdict::worded( $kept ), array( 'headline' => Wording::headline( $kept, $effect ) ) ),
			)
		);
	}
}
