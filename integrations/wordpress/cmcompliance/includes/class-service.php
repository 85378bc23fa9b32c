<?php
/**
 * The service that checks, as this site reaches it.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Asks `cmcompliance serve`; only the server does, never a browser.
 */
final class Service {

	const LONGEST_ANSWER = 8388608;

	/** @var Settings */
	private $settings;
	/** @var Answer|null Why it is of no use to ask again in this request. */
	private $down;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Return the service's answer on a draft.
	 *
	 * @param array  $draft   The draft.
	 * @param string $purpose `decision`, which the service keeps a record of, or `preview`.
	 */
	public function check( array $draft, string $purpose ): Answer {
		if ( null !== $this->down ) {
			return $this->down;
		}
		$body = wp_json_encode( $draft, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		if ( false === $body ) {
			return Answer::refused( __( 'the text of the post has bytes that are no letters', 'cmcompliance' ) );
		}
		$response = wp_remote_post( $this->address( $purpose ), $this->request( $body ) );
		$answer   = is_wp_error( $response )
			? Answer::down( $response->get_error_message() )
			: $this->read( (int) wp_remote_retrieve_response_code( $response ), (string) wp_remote_retrieve_body( $response ) );
		if ( Answer::DOWN === $answer->trouble ) {
			$this->down = $answer;
		}
		return $answer;
	}

	private function address( string $purpose ): string {
		$query = array(
			'lang'    => self::language(),
			'purpose' => $purpose,
		);
		return $this->settings->url() . '/v1/check?' . http_build_query( $query, '', '&' );
	}

	private function request( string $body ): array {
		$headers = array(
			'Content-Type'    => 'application/json',
			'Accept'          => 'application/json',
			'Accept-Language' => self::language(),
		);
		$key     = $this->settings->key();
		if ( '' !== $key ) {
			$headers['Authorization'] = 'Bearer ' . $key;
		}
		return array(
			'body'                => $body,
			'headers'             => $headers,
			'timeout'             => $this->settings->get( 'seconds' ),
			'redirection'         => 0,
			'limit_response_size' => self::LONGEST_ANSWER,
			'cookies'             => array(),
		);
	}

	private function read( int $status, string $body ): Answer {
		$data = json_decode( $body, true );
		if ( 200 === $status ) {
			$report = is_array( $data ) ? Report::read( $data ) : null;
			return null === $report
				? Answer::refused( __( 'what answers at the address is not the service of cmcompliance', 'cmcompliance' ) )
				: Answer::given( $report );
		}
		$told = self::told( is_array( $data ) ? $data : array(), $status );
		return 429 === $status || $status >= 500 || 408 === $status ? Answer::down( $told ) : Answer::refused( $told );
	}

	private static function told( array $problem, int $status ): string {
		$parts = array();
		foreach ( array( 'title', 'detail' ) as $name ) {
			if ( isset( $problem[ $name ] ) && is_string( $problem[ $name ] ) ) {
				$parts[] = $problem[ $name ];
			}
		}
		foreach ( array_slice( (array) ( $problem['problems'] ?? array() ), 0, 5 ) as $one ) {
			if ( is_string( $one ) ) {
				$parts[] = $one;
			}
		}
		$words = implode( ' – ', array_unique( array_filter( array_map( 'sanitize_text_field', $parts ) ) ) );
		/* translators: %d: an HTTP status such as 503. */
		return '' !== $words ? $words : sprintf( __( 'the service answered with status %d', 'cmcompliance' ), $status );
	}

	/**
	 * Return the language of hints: that of the page or request which shows them.
	 */
	public static function language(): string {
		return 0 === strpos( determine_locale(), 'fr' ) ? 'fr' : 'en';
	}
}
