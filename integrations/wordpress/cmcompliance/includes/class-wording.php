<?php
/**
 * Decisions in plain words.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Says in text without markup what was decided and found; takes decisions as they are kept.
 */
final class Wording {

	/**
	 * Return what happened to the post and why, in a sentence or two.
	 *
	 * @param array  $kept   A decision as an array.
	 * @param string $effect One of Effect's.
	 */
	public static function headline( array $kept, string $effect ): string {
		$unmarked = Effect::PUBLISHED === $effect && Decision::CLEAN === $kept['why'];
		return trim( self::why( $kept ) . ' ' . ( $unmarked ? '' : self::effect( $effect ) ) );
	}

	/**
	 * Return headline and findings as lines of text.
	 *
	 * @param array  $kept   A decision as an array.
	 * @param string $effect One of Effect's.
	 * @return string[]
	 */
	public static function lines( array $kept, string $effect ): array {
		$lines = array( self::headline( $kept, $effect ) );
		foreach ( $kept['report']['findings'] ?? array() as $finding ) {
			if ( null === $finding['waived'] ) {
				$lines[] = self::finding( $finding );
			}
		}
		return $lines;
	}

	/**
	 * Return a finding in a line: how grave, what, which words, what to do, by which law.
	 *
	 * @param array $finding As a report has it.
	 */
	public static function finding( array $finding ): string {
		$quotes = array_map( array( self::class, 'quoted' ), array_slice( $finding['quotes'], 0, 3 ) );
		$laws   = array_slice( array_filter( wp_list_pluck( $finding['basis'], 'citation' ) ), 0, 2 );
		$parts  = array(
			self::severity( $finding['severity'] ) . ' – ' . self::sentence( $finding['title'] ),
			$quotes ? self::sentence( implode( ', ', $quotes ) ) : '',
			self::sentence( $finding['message'] ),
			/* translators: %s: what mends the text. */
			'' !== $finding['hint'] ? sprintf( __( 'To do: %s', 'cmcompliance' ), self::sentence( $finding['hint'] ) ) : '',
			/* translators: %s: citations of law. */
			$laws ? sprintf( __( 'Law: %s', 'cmcompliance' ), self::sentence( implode( ' ; ', $laws ) ) ) : '',
		);
		return implode( ' ', array_filter( $parts ) );
	}

	public static function severity( string $severity ): string {
		$words = array(
			'error'   => __( 'Error', 'cmcompliance' ),
			'warning' => __( 'Warning', 'cmcompliance' ),
			'info'    => __( 'Advice', 'cmcompliance' ),
		);
		return $words[ $severity ] ?? $severity;
	}

	public static function quoted( string $text ): string {
		$short = mb_strlen( $text ) > 120 ? mb_substr( $text, 0, 119 ) . '…' : $text;
		/* translators: %s: words of the post. */
		return sprintf( __( '“%s”', 'cmcompliance' ), $short );
	}

	public static function verdict( array $kept ): string {
		$report = $kept['report'] ?? null;
		if ( null === $report ) {
			return __( 'Not checked', 'cmcompliance' );
		}
		$words = array(
			'pass'   => __( 'Nothing found', 'cmcompliance' ),
			'review' => __( 'To be looked at', 'cmcompliance' ),
			'block'  => __( 'Do not publish as it is', 'cmcompliance' ),
		);
		return $words[ $report['verdict'] ] ?? $report['verdict'];
	}

	private static function why( array $kept ): string {
		if ( Decision::DOWN === $kept['why'] ) {
			/* translators: %s: what went wrong. */
			return sprintf( __( 'The post could not be checked: cmcompliance is slow or cannot be reached (%s).', 'cmcompliance' ), $kept['detail'] );
		}
		if ( Decision::REFUSED === $kept['why'] ) {
			/* translators: %s: what went wrong. */
			return sprintf( __( 'The post could not be checked: cmcompliance refused (%s). Whoever runs this site can mend that in Settings → cmcompliance.', 'cmcompliance' ), $kept['detail'] );
		}
		$open   = array_filter(
			$kept['report']['findings'] ?? array(),
			static function ( $finding ) {
				return null === $finding['waived'];
			}
		);
		$errors = count( array_keys( wp_list_pluck( $open, 'severity' ), 'error', true ) );
		if ( Decision::BREACH === $kept['why'] ) {
			/* translators: %d: how many. */
			return sprintf( _n( 'cmcompliance found %d breach of the law or of terms.', 'cmcompliance found %d breaches of the law or of terms.', $errors, 'cmcompliance' ), $errors );
		}
		if ( $open ) {
			/* translators: %d: how many. */
			return sprintf( _n( 'cmcompliance has %d remark.', 'cmcompliance has %d remarks.', count( $open ), 'cmcompliance' ), count( $open ) );
		}
		return __( 'cmcompliance found nothing that keeps the post from being published.', 'cmcompliance' );
	}

	private static function effect( string $effect ): string {
		$words = array(
			Effect::PUBLISHED    => __( 'The post was published all the same.', 'cmcompliance' ),
			Effect::DRAFT        => __( 'It was not published; it is kept as a draft with all its text.', 'cmcompliance' ),
			Effect::EARLIER_TEXT => __( 'It was not updated: readers still see the earlier text, and yours is kept as an autosave.', 'cmcompliance' ),
			Effect::UNSAVED      => __( 'It was not published, and nothing was saved.', 'cmcompliance' ),
			Effect::WAITING      => __( 'It is due and was not published; the check is tried again every five minutes for an hour.', 'cmcompliance' ),
		);
		return $words[ $effect ] ?? '';
	}

	private static function sentence( string $text ): string {
		$text = trim( $text );
		return '' === $text || preg_match( '/[.!?…]$/u', $text ) ? $text : $text . '.';
	}
}
