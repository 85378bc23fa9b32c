<?php
/**
 * What came of a question to the service.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * A report, or why there is none.
 */
final class Answer {

	/** The service is slow, busy or not there: the site's settings say whether a post passes. */
	const DOWN = 'down';
	/** The service refused the key or the draft, or is no such service: no post passes. */
	const REFUSED = 'refused';

	/** @var Report|null */
	public $report;
	/** @var string One of DOWN and REFUSED, or empty. */
	public $trouble;
	/** @var string What went wrong, in words. */
	public $detail;

	private function __construct( ?Report $report, string $trouble, string $detail ) {
		$this->report  = $report;
		$this->trouble = $trouble;
		$this->detail  = $detail;
	}

	public static function given( Report $report ): self {
		return new self( $report, '', '' );
	}

	public static function down( string $detail ): self {
		return new self( null, self::DOWN, $detail );
	}

	public static function refused( string $detail ): self {
		return new self( null, self::REFUSED, $detail );
	}
}
