<?php
/**
 * The one place where it is decided whether a post goes public.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Asks the service and applies the site's settings; the same draft is asked about once in a request.
 */
final class Gate {

	/** @var Settings */
	private $settings;
	/** @var Draft_Maker */
	private $maker;
	/** @var Service */
	private $service;
	/** @var array<string, Decision> */
	private $decided = array();
	/** @var array<int, true> Posts that the save in progress may make public; 0: the one that is being created. */
	private $let = array();

	public function __construct( Settings $settings, Draft_Maker $maker, Service $service ) {
		$this->settings = $settings;
		$this->maker    = $maker;
		$this->service  = $service;
	}

	/**
	 * Whether a save puts something before readers that they do not see yet, or will not see without it.
	 *
	 * @param Candidate      $after  The post as it would be.
	 * @param Candidate|null $before The post as it is; null: there is none.
	 */
	public function concerns( Candidate $after, ?Candidate $before ): bool {
		if ( ! $this->settings->watches( $after->type ) || ! Candidate::goes_public( $after->status ) ) {
			return false;
		}
		$seen = null !== $before && ( Candidate::is_live( $before->status ) || $before->status === $after->status );
		return ! $seen || $this->maker->digest_of( $before ) !== $this->maker->digest_of( $after );
	}

	/**
	 * Return whether a post may go public, and why.
	 *
	 * @param Candidate $candidate The post as it would be.
	 */
	public function decide( Candidate $candidate ): Decision {
		$draft = $this->maker->draft_of( $candidate );
		$same  = hash( 'sha256', (string) wp_json_encode( $draft ) );
		if ( ! isset( $this->decided[ $same ] ) ) {
			$this->decided[ $same ] = $this->decision( $this->service->check( $draft, 'decision' ) );
		}
		return $this->decided[ $same ];
	}

	/**
	 * Return what would be decided; the service keeps no record of it.
	 *
	 * @param Candidate $candidate The post as it would be.
	 */
	public function preview( Candidate $candidate ): Decision {
		return $this->decision( $this->service->check( $this->maker->draft_of( $candidate ), 'preview' ) );
	}

	/**
	 * Note that the save in progress may make a post public, or that it does not.
	 *
	 * @param int  $post_id The post, 0 for the one that is being created.
	 * @param bool $let     Whether it may.
	 */
	public function let( int $post_id, bool $let ): void {
		if ( $let ) {
			$this->let[ $post_id ] = true;
		} else {
			unset( $this->let[ $post_id ] );
		}
	}

	/**
	 * Whether the save in progress may make a post public; that holds once.
	 *
	 * @param int $post_id The post, 0 for the one that is being created.
	 */
	public function has_let( int $post_id ): bool {
		$let = isset( $this->let[ $post_id ] );
		$this->let( $post_id, false );
		return $let;
	}

	private function decision( Answer $answer ): Decision {
		if ( null === $answer->report ) {
			$passes = Answer::DOWN === $answer->trouble && 'allow' === $this->settings->get( 'when_down' );
			$why    = Answer::DOWN === $answer->trouble ? Decision::DOWN : Decision::REFUSED;
			return new Decision( $passes, $why, null, $answer->detail, time() );
		}
		$breach = 'block' === $answer->report->verdict;
		$why    = $breach ? Decision::BREACH : Decision::CLEAN;
		return new Decision( ! $breach || ! $this->settings->blocks(), $why, $answer->report, '', time() );
	}
}
