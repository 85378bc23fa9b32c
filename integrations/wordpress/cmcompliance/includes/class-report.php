<?php
/**
 * What the service says of a draft, as far as an editor reads it.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * A report cut down to plain values of known types: nothing in it is markup, each is escaped where it is shown.
 */
final class Report {

	const LONGEST  = 2000;
	const MOST     = 50;
	const VERDICTS = array( 'pass', 'review', 'block' );

	/** @var string pass, review or block */
	public $verdict;
	/** @var array<int, array<string, mixed>> rule, severity, title, message, quotes, basis, hint, edit, waived, jurisdiction, platform */
	public $findings;
	/** @var array<int, array<string, string>> field, question, why */
	public $questions;
	/** @var string[] What could not be checked or what is amiss with waivers. */
	public $notes;
	/** @var string Which rules judged. */
	public $ruleset;

	private function __construct( string $verdict, array $findings, array $questions, array $notes, string $ruleset ) {
		$this->verdict   = $verdict;
		$this->findings  = $findings;
		$this->questions = $questions;
		$this->notes     = $notes;
		$this->ruleset   = $ruleset;
	}

	/**
	 * Return the report in decoded JSON, or null if it is none.
	 *
	 * @param array $data What the service sent.
	 */
	public static function read( array $data ): ?self {
		$verdict = $data['verdict'] ?? null;
		if ( ! in_array( $verdict, self::VERDICTS, true ) || ! is_array( $data['findings'] ?? null ) ) {
			return null;
		}
		$ruleset = self::part( $data, 'ruleset' );
		return new self(
			$verdict,
			self::each( $data, 'findings', array( self::class, 'finding' ) ),
			self::each( $data, 'questions', array( self::class, 'question' ) ),
			array_merge(
				self::each( $data, 'waiver_notes', array( self::class, 'waiver_note' ) ),
				self::each( $data, 'not_evaluated', array( self::class, 'not_evaluated' ) )
			),
			trim( self::words( $ruleset, 'name' ) . ' ' . self::words( $ruleset, 'version' ) )
		);
	}

	/**
	 * Return the report as it is kept with a post and sent to the editor.
	 *
	 * @return array<string, mixed>
	 */
	public function as_array(): array {
		return get_object_vars( $this );
	}

	/**
	 * Return the findings for which a post is held.
	 *
	 * @return array<int, array<string, mixed>>
	 */
	public function blocking(): array {
		$blocks = static function ( $finding ) {
			return 'error' === $finding['severity'] && null === $finding['waived'];
		};
		return array_values( array_filter( $this->findings, $blocks ) );
	}

	private static function finding( array $data ): array {
		$remedy   = self::part( $data, 'remediation' );
		$edit     = self::part( $remedy, 'edit' );
		$waived   = self::part( $data, 'waived' );
		$severity = self::words( $data, 'severity' );
		return array(
			'rule'         => self::words( $data, 'rule' ),
			'severity'     => in_array( $severity, array( 'error', 'warning', 'info' ), true ) ? $severity : 'error',
			'title'        => self::words( $data, 'title' ),
			'message'      => self::words( $data, 'message' ),
			'quotes'       => array_values( array_unique( array_filter( self::each( $data, 'spans', array( self::class, 'quote' ) ) ) ) ),
			'basis'        => self::each( $data, 'legal_basis', array( self::class, 'basis' ) ),
			'hint'         => self::words( $remedy, 'hint' ),
			'edit'         => in_array( $edit['action'] ?? '', array( 'insert', 'replace' ), true ) ? trim( self::words( $edit, 'text' ) ) : '',
			'jurisdiction' => self::words( $data, 'jurisdiction' ),
			'platform'     => self::words( $data, 'platform' ),
			'waived'       => $waived ? array(
				'by'     => self::words( $waived, 'by' ),
				'reason' => self::words( $waived, 'reason' ),
				'until'  => self::words( $waived, 'until' ),
			) : null,
		);
	}

	private static function basis( array $data ): array {
		return array(
			'citation' => self::words( $data, 'citation' ),
			'url'      => esc_url_raw( self::words( $data, 'url' ), array( 'http', 'https' ) ),
			'sanction' => self::words( $data, 'sanction' ),
		);
	}

	private static function question( array $data ): array {
		return array(
			'field'    => self::words( $data, 'field' ),
			'question' => self::words( $data, 'question' ),
			'why'      => self::words( $data, 'why' ),
		);
	}

	private static function quote( array $data ): string {
		return trim( self::words( $data, 'text' ) );
	}

	private static function waiver_note( array $data ): string {
		return self::words( $data, 'message' );
	}

	private static function not_evaluated( array $data ): string {
		return self::words( $data, 'rule' ) . ' – ' . self::words( $data, 'reason' );
	}

	private static function each( array $data, string $name, callable $made ): array {
		$parts = isset( $data[ $name ] ) && is_array( $data[ $name ] ) ? $data[ $name ] : array();
		return array_values( array_map( $made, array_slice( array_filter( $parts, 'is_array' ), 0, self::MOST ) ) );
	}

	private static function part( array $data, string $name ): array {
		return isset( $data[ $name ] ) && is_array( $data[ $name ] ) ? $data[ $name ] : array();
	}

	private static function words( array $data, string $name ): string {
		$value = $data[ $name ] ?? '';
		// WordPress puts such texts into scripts of its pages, where this alone opens a comment.
		return is_string( $value ) ? str_replace( '<!--', '<! --', mb_substr( $value, 0, self::LONGEST ) ) : '';
	}
}
