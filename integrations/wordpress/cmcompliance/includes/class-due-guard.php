<?php
/**
 * Scheduled posts, and other ways to publish without a save.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Decides anew when a scheduled post is due, and on posts that a program publishes with `wp_publish_post`.
 */
final class Due_Guard {

	const HOOK      = 'publish_future_post';
	const TRIES     = '_cmcompliance_tries';
	const MOST      = 12;
	const WAIT      = 5 * MINUTE_IN_SECONDS;
	const CORE      = 'check_and_publish_future_post';
	const CORE_RANK = 10;

	/** @var Settings */
	private $settings;
	/** @var Gate */
	private $gate;
	/** @var bool Whether WordPress is kept from publishing the post that is due. */
	private $kept_back = false;

	public function __construct( Settings $settings, Gate $gate ) {
		$this->settings = $settings;
		$this->gate     = $gate;
	}

	public function register(): void {
		add_action( self::HOOK, array( $this, 'due' ), 1 );
		add_action( self::HOOK, array( $this, 'give_back' ), 99 );
		add_action( 'transition_post_status', array( $this, 'published' ), PHP_INT_MIN, 3 );
	}

	/**
	 * Check a scheduled post before WordPress publishes it.
	 *
	 * @param int $post_id The post.
	 */
	public function due( $post_id ): void {
		$post = get_post( $post_id );
		if ( ! $post || 'future' !== $post->post_status || ! $this->settings->watches( $post->post_type ) ) {
			return;
		}
		if ( strtotime( $post->post_date_gmt . ' GMT' ) > time() ) {
			return;
		}
		$decision = $this->gate->decide( Candidate::stored( $post ) );
		$tries    = 1 + (int) get_post_meta( $post->ID, self::TRIES, true );
		if ( ! $decision->allowed && Decision::DOWN === $decision->why && $tries <= self::MOST ) {
			update_post_meta( $post->ID, self::TRIES, $tries );
			$this->wait( $post->ID );
			$this->tell( $post->ID, $decision, Effect::WAITING );
			return;
		}
		delete_post_meta( $post->ID, self::TRIES );
		$this->settle( $post->ID, $decision );
	}

	/**
	 * Hand publication back to WordPress for the next post that is due.
	 */
	public function give_back(): void {
		if ( $this->kept_back ) {
			$this->kept_back = false;
			add_action( self::HOOK, self::CORE, self::CORE_RANK, 1 );
		}
	}

	/**
	 * Take back a post that became public without having been checked.
	 *
	 * @param string   $new  Its status.
	 * @param string   $old  Its status before.
	 * @param \WP_Post $post The post.
	 */
	public function published( $new, $old, $post ): void {
		$watched = $this->settings->watches( $post->post_type ) && Candidate::is_live( $new ) && ! Candidate::is_live( $old );
		if ( ! $watched || $this->gate->has_let( $post->ID ) || ( 'new' === $old && $this->gate->has_let( 0 ) ) ) {
			return;
		}
		$decision = $this->gate->decide( Candidate::stored( $post ) );
		$this->settle( $post->ID, $decision );
		$post->post_status = get_post_status( $post->ID );
	}

	private function settle( int $post_id, Decision $decision ): void {
		$this->gate->let( $post_id, $decision->allowed );
		if ( ! $decision->allowed ) {
			$this->make_draft( $post_id );
		}
		$this->tell( $post_id, $decision, $decision->allowed ? Effect::PUBLISHED : Effect::DRAFT );
	}

	/**
	 * Write the status alone: `wp_update_post` would clean the text of what its author may write and nobody (cron) may not.
	 *
	 * @param int $post_id The post.
	 */
	private function make_draft( int $post_id ): void {
		global $wpdb;
		$old = get_post_status( $post_id );
		$wpdb->update( $wpdb->posts, array( 'post_status' => 'draft' ), array( 'ID' => $post_id ) );
		clean_post_cache( $post_id );
		wp_transition_post_status( 'draft', $old, get_post( $post_id ) );
	}

	private function tell( int $post_id, Decision $decision, string $effect ): void {
		Verdicts::keep( $post_id, $decision );
		do_action( 'cmcompliance_decided', $post_id, $decision, $effect );
	}

	private function wait( int $post_id ): void {
		$this->kept_back = remove_action( self::HOOK, self::CORE, self::CORE_RANK );
		wp_schedule_single_event( time() + self::WAIT, self::HOOK, array( $post_id ) );
	}
}
