<?php
/**
 * Where the text of a post stays that does not go public.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps what was written: as the draft it was, or as an autosave beside the text that readers go on seeing.
 */
final class Held_Text {

	const TEXTS   = array( 'post_title', 'post_content', 'post_excerpt' );
	const AS_LIVE = array( 'post_title', 'post_content', 'post_excerpt', 'post_content_filtered', 'post_status', 'post_name', 'post_date', 'post_date_gmt', 'post_modified', 'post_modified_gmt' );
	const UNDATED = '0000-00-00 00:00:00';

	/**
	 * Return what is written into the database instead of a post that is held.
	 *
	 * @param array         $data   Slashed, as WordPress is about to write it.
	 * @param \WP_Post|null $stored The post as it is; null: there is none.
	 * @return array
	 */
	public function instead_of( array $data, ?\WP_Post $stored ): array {
		if ( null !== $stored && Candidate::is_live( $stored->post_status ) ) {
			$this->autosave( $stored, wp_unslash( array_intersect_key( $data, array_flip( self::TEXTS ) ) ) );
			$live = array_intersect_key( get_object_vars( $stored ), array_flip( self::AS_LIVE ) );
			return array_merge( $data, wp_slash( $live ) );
		}
		$undated = null === $stored || self::UNDATED === $stored->post_date_gmt;
		if ( $undated && 'future' !== $data['post_status'] ) {
			$data['post_date_gmt'] = self::UNDATED;
		}
		$data['post_status'] = $this->status_of( $stored );
		return $data;
	}

	/**
	 * Keep the text of a save that is refused as a whole; say what became of it.
	 *
	 * @param \WP_Post|null $stored The post as it is; null: there is none.
	 * @param array         $texts  Unslashed, those of TEXTS that were sent.
	 * @return string One of Effect's.
	 */
	public function keep( ?\WP_Post $stored, array $texts ): string {
		if ( null === $stored ) {
			return Effect::UNSAVED;
		}
		$texts = array_intersect_key( $texts, array_flip( self::TEXTS ) );
		if ( Candidate::is_live( $stored->post_status ) ) {
			$this->autosave( $stored, $texts );
			return Effect::EARLIER_TEXT;
		}
		$draft = array(
			'ID'          => $stored->ID,
			'post_status' => $this->status_of( $stored ),
		);
		wp_update_post( wp_slash( array_merge( $texts, $draft ) ) );
		return Effect::DRAFT;
	}

	private function status_of( ?\WP_Post $stored ): string {
		$unfit = array( 'auto-draft', 'new', 'trash', 'inherit' );
		$fit   = null !== $stored && ! in_array( $stored->post_status, $unfit, true ) && ! Candidate::goes_public( $stored->post_status );
		return $fit ? $stored->post_status : 'draft';
	}

	private function autosave( \WP_Post $stored, array $texts ): void {
		$user    = get_current_user_id();
		$earlier = wp_get_post_autosave( $stored->ID, $user );
		if ( $earlier ) {
			wp_update_post( wp_slash( array_merge( $texts, array( 'ID' => $earlier->ID ) ) ) );
			return;
		}
		$now = array(
			'post_modified'     => current_time( 'mysql' ),
			'post_modified_gmt' => current_time( 'mysql', true ),
		);
		_wp_put_post_revision( array_merge( get_object_vars( $stored ), $texts, $now ), true );
	}
}
