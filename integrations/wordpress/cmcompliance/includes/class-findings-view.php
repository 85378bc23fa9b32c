<?php
/**
 * Findings as HTML.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Shows a decision on PHP's pages; all that comes from the service or from a post is escaped here.
 */
final class Findings_View {

	/**
	 * Return the findings and questions of a decision as HTML, or an empty text.
	 *
	 * @param array $kept A decision as an array.
	 */
	public static function html( array $kept ): string {
		$report = $kept['report'] ?? null;
		if ( null === $report ) {
			return '';
		}
		$html = '';
		foreach ( $report['findings'] as $finding ) {
			$html .= '<li class="cmcompliance-finding cmcompliance-' . esc_attr( $finding['severity'] ) . '">' . self::finding( $finding ) . '</li>';
		}
		$html  = '' === $html ? '' : '<ul class="cmcompliance-findings">' . $html . '</ul>';
		$asked = array_filter( wp_list_pluck( $report['questions'], 'question' ) );
		if ( $asked ) {
			$html .= '<p><strong>' . esc_html__( 'What would change the outcome and is not known:', 'cmcompliance' ) . '</strong></p>' . self::listed( $asked );
		}
		return $html . self::listed( $report['notes'] );
	}

	private static function finding( array $finding ): string {
		$html  = '<strong>' . esc_html( Wording::severity( $finding['severity'] ) . ' – ' . $finding['title'] ) . '</strong>';
		$html .= self::line( esc_html( implode( ', ', array_map( array( Wording::class, 'quoted' ), $finding['quotes'] ) ) ) );
		$html .= self::line( esc_html( $finding['message'] ) );
		/* translators: %s: what mends the text. */
		$html .= '' === $finding['hint'] ? '' : self::line( esc_html( sprintf( __( 'To do: %s', 'cmcompliance' ), $finding['hint'] ) ) );
		$html .= '' === $finding['edit'] ? '' : self::line( esc_html__( 'Text to copy:', 'cmcompliance' ) . ' <code>' . esc_html( $finding['edit'] ) . '</code>' );
		/* translators: %s: citations of law. */
		$html .= $finding['basis'] ? self::line( sprintf( esc_html__( 'Law: %s', 'cmcompliance' ), implode( ' ; ', array_map( array( self::class, 'basis' ), $finding['basis'] ) ) ) ) : '';
		if ( null !== $finding['waived'] ) {
			/* translators: 1: a person, 2: the reason given. */
			$html .= self::line( '<em>' . esc_html( sprintf( __( 'Accepted by %1$s: %2$s', 'cmcompliance' ), $finding['waived']['by'], $finding['waived']['reason'] ) ) . '</em>' );
		}
		return $html;
	}

	private static function basis( array $basis ): string {
		$cited = esc_html( $basis['citation'] );
		$url   = esc_url( $basis['url'], array( 'http', 'https' ) );
		return '' === $url ? $cited : '<a href="' . $url . '" target="_blank" rel="noopener noreferrer">' . $cited . '</a>';
	}

	private static function line( string $html ): string {
		return '' === $html ? '' : '<br>' . $html;
	}

	private static function listed( array $texts ): string {
		return $texts ? '<ul class="ul-disc"><li>' . implode( '</li><li>', array_map( 'esc_html', $texts ) ) . '</li></ul>' : '';
	}
}
