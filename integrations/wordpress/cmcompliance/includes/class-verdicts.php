<?php
/**
 * The last decision on each post.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the last decision with its post.
 */
final class Verdicts {

	const META = '_cmcompliance_verdict';

	public static function keep( int $post_id, Decision $decision ): void {
		update_post_meta( $post_id, self::META, wp_slash( $decision->as_array() ) );
	}

	/**
	 * Return the last decision on a post, or null.
	 *
	 * @param int $post_id Its id.
	 * @return array<string, mixed>|null
	 */
	public static function last( int $post_id ): ?array {
		$kept = get_post_meta( $post_id, self::META, true );
		return is_array( $kept ) && isset( $kept['allowed'], $kept['why'], $kept['at'] ) ? $kept : null;
	}
}
