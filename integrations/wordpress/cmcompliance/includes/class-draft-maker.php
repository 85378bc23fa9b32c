<?php
/**
 * Posts as the drafts that the service checks.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Makes the draft of a post: `cmcompliance schema draft` says what stands in one.
 */
final class Draft_Maker {

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Return the draft of a post; what is not known is not in it.
	 *
	 * @param Candidate $candidate The post.
	 * @return array<string, mixed>
	 */
	public function draft_of( Candidate $candidate ): array {
		$seen   = new Post_Text( $candidate->content, $candidate->excerpt );
		$fields = $candidate->fields;
		$media  = $seen->media;
		if ( $candidate->picture ) {
			$alt = (string) get_post_meta( $candidate->picture, '_wp_attachment_image_alt', true );
			array_unshift( $media, Post_Text::picture( (string) wp_get_attachment_url( $candidate->picture ), $alt ) );
		}
		$draft = array(
			'id'            => $candidate->id ? $this->name_of( $candidate->id ) : '',
			'text'          => $seen->text,
			'kind'          => $fields['kind'] ? $fields['kind'] : 'article',
			'title'         => Post_Text::plain( $candidate->title ),
			'platform'      => $fields['platform'] ? $fields['platform'] : $this->settings->get( 'platform' ),
			'language'      => $this->settings->get( 'language' ),
			'jurisdictions' => $this->settings->get( 'jurisdictions' ),
			'published_at'  => $this->day_of( $candidate ),
			'author'        => array_filter(
				array(
					'name' => (string) get_the_author_meta( 'display_name', $candidate->author ),
					'role' => $this->settings->get( 'role' ),
				)
			),
			'relationship'  => array_filter(
				array(
					'kind'  => $fields['relationship'],
					'brand' => $fields['brand'],
				)
			),
			'media'         => $media,
			'links'         => $seen->links,
			'waivers'       => $candidate->id ? Waivers::in_force( $candidate->id ) : array(),
		);
		$draft = array_filter(
			$draft,
			static function ( $value ) {
				return '' !== $value && array() !== $value;
			}
		);
		$draft += array( 'text' => '' );
		/**
		 * Filters the draft that is about to be checked.
		 *
		 * @param array     $draft     As `cmcompliance schema draft` describes it.
		 * @param Candidate $candidate The post that it was made of.
		 */
		return (array) apply_filters( 'cmcompliance_draft', $draft, $candidate );
	}

	/**
	 * Return what tells two drafts apart for the law, whatever the day and who accepted what.
	 *
	 * @param Candidate $candidate The post.
	 */
	public function digest_of( Candidate $candidate ): string {
		$draft = $this->draft_of( $candidate );
		unset( $draft['published_at'], $draft['waivers'], $draft['id'] );
		return hash( 'sha256', (string) wp_json_encode( $draft ) );
	}

	private function day_of( Candidate $candidate ): string {
		$scheduled = 'future' === $candidate->status && '' !== $candidate->date;
		$day       = substr( $candidate->date, 0, 10 );
		return $scheduled && preg_match( '/^[1-9]\d{3}-\d\d-\d\d$/', $day ) ? $day : current_time( 'Y-m-d' );
	}

	private function name_of( int $post_id ): string {
		return 'wordpress:' . (string) wp_parse_url( home_url(), PHP_URL_HOST ) . ':' . $post_id;
	}
}
