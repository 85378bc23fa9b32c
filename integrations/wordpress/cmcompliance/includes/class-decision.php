<?php
/**
 * Whether a post may go public.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * The outcome for one post, with the report it rests on.
 */
final class Decision {

	/** Nothing is amiss, or a warning at most. */
	const CLEAN = 'clean';
	/** The service says block. */
	const BREACH = 'breach';
	/** The service is slow or down. */
	const DOWN = 'down';
	/** The service refused to check. */
	const REFUSED = 'refused';

	/** @var bool */
	public $allowed;
	/** @var string One of the constants above. */
	public $why;
	/** @var Report|null */
	public $report;
	/** @var string What went wrong, where there is no report. */
	public $detail;
	/** @var int When, in seconds since 1970. */
	public $at;

	public function __construct( bool $allowed, string $why, ?Report $report, string $detail, int $at ) {
		$this->allowed = $allowed;
		$this->why     = $why;
		$this->report  = $report;
		$this->detail  = $detail;
		$this->at      = $at;
	}

	/**
	 * Return the decision as it is kept with a post and sent to its editor.
	 *
	 * @return array<string, mixed>
	 */
	public function as_array(): array {
		return array(
			'allowed' => $this->allowed,
			'why'     => $this->why,
			'detail'  => $this->detail,
			'at'      => $this->at,
			'report'  => null === $this->report ? null : $this->report->as_array(),
		);
	}

	/**
	 * Whether whoever published has something to read.
	 *
	 * @param array $kept A decision as an array.
	 */
	public static function speaks( array $kept ): bool {
		return ! $kept['allowed'] || self::CLEAN !== $kept['why'] || ( $kept['report']['findings'] ?? array() ) || ( $kept['report']['questions'] ?? array() );
	}
}
