<?php
/**
 * Mail to the author of a scheduled post.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Writes to the author when a post that was due did not go out: nobody is before a screen then.
 */
final class Author_Mail {

	public function register(): void {
		add_action( 'cmcompliance_decided', array( $this, 'write' ), 10, 3 );
	}

	public function write( $post_id, $decision, $effect ): void {
		if ( $decision->allowed || ! wp_doing_cron() || Effect::WAITING === $effect ) {
			return;
		}
		$post   = get_post( $post_id );
		$author = $post ? get_userdata( (int) $post->post_author ) : false;
		if ( ! $author ) {
			return;
		}
		$title = wp_strip_all_tags( html_entity_decode( get_the_title( $post ), ENT_QUOTES, 'UTF-8' ) );
		/* translators: %s: the title of a post. */
		$subject = sprintf( __( 'Not published: %s', 'cmcompliance' ), $title );
		$link    = admin_url( 'post.php?action=edit&post=' . $post->ID );
		wp_mail( $author->user_email, $subject, implode( "\n\n", Wording::lines( $decision->as_array(), $effect ) ) . "\n\n" . $link );
	}
}
