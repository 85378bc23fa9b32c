<?php
/**
 * Breaches that somebody answers for.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Keeps with a post who accepted which finding, why and until when; the service decides what that covers.
 */
final class Waivers {

	const META    = '_cmcompliance_waivers';
	const LONGEST = 2000;

	/**
	 * Accept the findings for which a post was last held.
	 *
	 * @param int    $post_id The post.
	 * @param string $reason  Why, in the user's words.
	 * @param string $until   The last day on which it holds, such as 2027-01-31.
	 * @return \WP_Error|null What is wrong, or null once it is kept.
	 */
	public static function accept( int $post_id, string $reason, string $until ): ?\WP_Error {
		if ( ! current_user_can( Waiver_Rights::CAPABILITY ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return new \WP_Error( 'cmcompliance_forbidden', __( 'You may not publish in spite of what was found.', 'cmcompliance' ), array( 'status' => 403 ) );
		}
		$reason = sanitize_textarea_field( $reason );
		$wrong  = self::wrong( $reason, $until );
		if ( '' !== $wrong ) {
			return new \WP_Error( 'cmcompliance_waiver', $wrong, array( 'status' => 400 ) );
		}
		$accepted = self::for_findings( $post_id, $reason, $until );
		if ( ! $accepted ) {
			return new \WP_Error( 'cmcompliance_waiver', __( 'There is nothing to accept: the last check of this post found no breach.', 'cmcompliance' ), array( 'status' => 409 ) );
		}
		update_post_meta( $post_id, self::META, wp_slash( array_merge( self::of( $post_id ), $accepted ) ) );
		return null;
	}

	/**
	 * Return all that was ever accepted for a post.
	 *
	 * @param int $post_id The post.
	 * @return array<int, array<string, mixed>>
	 */
	public static function of( int $post_id ): array {
		$kept = get_post_meta( $post_id, self::META, true );
		return is_array( $kept ) ? array_values( array_filter( $kept, 'is_array' ) ) : array();
	}

	/**
	 * Return what holds today, as a draft has it.
	 *
	 * @param int $post_id The post.
	 * @return array<int, array<string, mixed>>
	 */
	public static function in_force( int $post_id ): array {
		$today = current_time( 'Y-m-d' );
		$named = array_flip( array( 'rule', 'reason', 'by', 'until', 'words', 'jurisdiction', 'platform' ) );
		$draft = array();
		foreach ( self::of( $post_id ) as $waiver ) {
			if ( ( $waiver['until'] ?? '' ) >= $today ) {
				$draft[] = array_filter( array_intersect_key( $waiver, $named ) );
			}
		}
		return $draft;
	}

	private static function wrong( string $reason, string $until ): string {
		if ( '' === $reason || strlen( $reason ) > self::LONGEST ) {
			return __( 'Write why the post may be published in spite of what was found (2,000 characters at most).', 'cmcompliance' );
		}
		$day = \DateTimeImmutable::createFromFormat( '!Y-m-d', $until );
		if ( ! $day || $day->format( 'Y-m-d' ) !== $until || $until < current_time( 'Y-m-d' ) ) {
			return __( 'Say until which day that holds: today or later.', 'cmcompliance' );
		}
		return '';
	}

	private static function for_findings( int $post_id, string $reason, string $until ): array {
		$last = Verdicts::last( $post_id );
		$user = wp_get_current_user();
		$made = array();
		foreach ( (array) ( $last['report']['findings'] ?? array() ) as $finding ) {
			if ( 'error' !== $finding['severity'] || null !== $finding['waived'] ) {
				continue;
			}
			$made[] = array(
				'rule'         => $finding['rule'],
				'reason'       => $reason,
				'by'           => $user->display_name,
				'until'        => $until,
				'words'        => $finding['quotes'],
				'jurisdiction' => $finding['jurisdiction'],
				'platform'     => $finding['platform'],
				'user'         => $user->ID,
				'at'           => time(),
			);
		}
		return $made;
	}
}
