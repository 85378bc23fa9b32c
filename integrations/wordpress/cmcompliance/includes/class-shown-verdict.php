<?php
/**
 * The last decision on a post, as an editor reads it.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Adds the words to a decision that the block editor's script shows.
 */
final class Shown_Verdict {

	/**
	 * Return the last decision on a post with its words, or null.
	 *
	 * @param int $post_id The post.
	 * @return array<string, mixed>|null
	 */
	public static function of( int $post_id ): ?array {
		$kept = Verdicts::last( $post_id );
		return null === $kept ? null : self::worded( $kept );
	}

	/**
	 * Return a decision with its words.
	 *
	 * @param array $kept A decision as an array.
	 * @return array<string, mixed>
	 */
	public static function worded( array $kept ): array {
		return array_merge(
			$kept,
			array(
				'label'    => Wording::verdict( $kept ),
				'when'     => wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $kept['at'] ),
				'headline' => Wording::headline( $kept, $kept['allowed'] ? Effect::PUBLISHED : '' ),
			)
		);
	}
}
