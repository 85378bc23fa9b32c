<?php
/**
 * A post as it would be after a save.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * All that a draft is made of, before or after it is stored; texts are unslashed.
 */
final class Candidate {

	/** @var int Zero for a post that has no id yet. */
	public $id;
	/** @var string */
	public $type;
	/** @var string */
	public $status;
	/** @var string */
	public $title;
	/** @var string */
	public $content;
	/** @var string */
	public $excerpt;
	/** @var string Local time, or empty: now. */
	public $date;
	/** @var int */
	public $author;
	/** @var int The featured picture. */
	public $picture;
	/** @var array<string, mixed> What the editor says of the post: Post_Fields. */
	public $fields;

	public function __construct( int $id, array $post, array $fields ) {
		$this->id      = $id;
		$this->type    = (string) ( $post['post_type'] ?? 'post' );
		$this->status  = (string) ( $post['post_status'] ?? 'draft' );
		$this->title   = (string) ( $post['post_title'] ?? '' );
		$this->content = (string) ( $post['post_content'] ?? '' );
		$this->excerpt = (string) ( $post['post_excerpt'] ?? '' );
		$this->date    = (string) ( $post['post_date'] ?? '' );
		$this->author  = (int) ( $post['post_author'] ?? 0 );
		$this->picture = $id ? (int) get_post_thumbnail_id( $id ) : 0;
		$this->fields  = $fields;
	}

	public static function stored( \WP_Post $post ): self {
		return new self( $post->ID, get_object_vars( $post ), Post_Fields::of( $post->ID ) );
	}

	/**
	 * Whether readers see a post of this status now.
	 *
	 * @param string $status A post status.
	 */
	public static function is_live( string $status ): bool {
		$known = get_post_status_object( $status );
		return null !== $known && $known->public;
	}

	/**
	 * Whether readers see a post of this status now or once its time has come.
	 *
	 * @param string $status A post status.
	 */
	public static function goes_public( string $status ): bool {
		return 'future' === $status || self::is_live( $status );
	}
}
