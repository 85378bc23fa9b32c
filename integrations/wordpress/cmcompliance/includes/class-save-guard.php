<?php
/**
 * The last line of defence: every save passes here.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Decides on each post that is about to be written as public, whoever writes it: classic editor, quick edit, bulk edit,
 * XML-RPC, WP-CLI, other plugins.
 */
final class Save_Guard {

	/** @var Settings */
	private $settings;
	/** @var Gate */
	private $gate;
	/** @var Held_Text */
	private $held;
	/** @var array<int, array{0: Decision, 1: string}> By post id, 0 for the one that is being created. */
	private $decided = array();

	public function __construct( Settings $settings, Gate $gate, Held_Text $held ) {
		$this->settings = $settings;
		$this->gate     = $gate;
		$this->held     = $held;
	}

	public function register(): void {
		add_filter( 'wp_insert_post_data', array( $this, 'guard' ), PHP_INT_MAX, 4 );
		add_action( 'save_post', array( $this, 'settle' ), 0, 3 );
	}

	/**
	 * Return what may be written.
	 *
	 * @param array $data        Slashed, as WordPress is about to write it.
	 * @param array $postarr     What was asked for, sanitized.
	 * @param array $unsanitized What was asked for.
	 * @param bool  $update      Whether the post is there already.
	 * @return array
	 */
	public function guard( $data, $postarr, $unsanitized, $update ) {
		if ( ! $this->settings->watches( (string) $data['post_type'] ) ) {
			return $data;
		}
		$id     = $update ? (int) ( $postarr['ID'] ?? 0 ) : 0;
		$stored = $id ? get_post( $id ) : null;
		$before = null !== $stored ? Candidate::stored( $stored ) : null;
		Meta_Box::take_fields( $id );
		$after          = new Candidate( $id, wp_unslash( $data ), Post_Fields::of( $id ) );
		$after->picture = Meta_Box::picture_sent( $id, $after->picture );
		if ( ! $this->gate->concerns( $after, $before ) ) {
			$this->gate->let( $id, Candidate::goes_public( $after->status ) );
			return $data;
		}
		Meta_Box::take_waiver( $id );
		$decision = $this->gate->decide( $after );
		$this->gate->let( $id, $decision->allowed );
		if ( $decision->allowed ) {
			$this->decided[ $id ] = array( $decision, Effect::PUBLISHED );
			return $data;
		}
		$live                 = null !== $stored && Candidate::is_live( $stored->post_status );
		$this->decided[ $id ] = array( $decision, $live ? Effect::EARLIER_TEXT : Effect::DRAFT );
		return $this->held->instead_of( $data, $stored );
	}

	/**
	 * Keep with the post what was decided, now that it has an id, and tell.
	 *
	 * @param int      $post_id The post.
	 * @param \WP_Post $post    The post.
	 * @param bool     $update  Whether it was there before.
	 */
	public function settle( $post_id, $post, $update ): void {
		$at = isset( $this->decided[ $post_id ] ) ? $post_id : 0;
		if ( ! isset( $this->decided[ $at ] ) || ( 0 === $at && ( $update || ! $this->settings->watches( $post->post_type ) ) ) ) {
			return;
		}
		list( $decision, $effect ) = $this->decided[ $at ];
		unset( $this->decided[ $at ] );
		Verdicts::keep( $post_id, $decision );
		/**
		 * Fires once it was decided whether a post goes public.
		 *
		 * @param int      $post_id  The post.
		 * @param Decision $decision What was decided, and why.
		 * @param string   $effect   One of Effect's.
		 */
		do_action( 'cmcompliance_decided', $post_id, $decision, $effect );
	}
}
