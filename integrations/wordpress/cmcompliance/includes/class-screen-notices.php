<?php
/**
 * Notices on the pages of wp-admin.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Shows what was decided on the next page that whoever saved the post sees: after the classic editor's form, bulk edit
 * and a scheduled post that was due.
 */
final class Screen_Notices {

	const META = '_cmcompliance_notices';
	const MOST = 30;

	/** @var array<int, string> What became of the posts of this request. */
	private $effects = array();

	public function register(): void {
		add_action( 'cmcompliance_decided', array( $this, 'remember' ), 10, 3 );
		add_filter( 'redirect_post_location', array( $this, 'redirected' ), 10, 2 );
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/**
	 * Keep a notice for whoever is to read it, unless the request itself answers with the findings.
	 *
	 * @param int      $post_id  The post.
	 * @param Decision $decision What was decided.
	 * @param string   $effect   One of Effect's.
	 */
	public function remember( $post_id, $decision, $effect ): void {
		$this->effects[ $post_id ] = $effect;
		$answered                  = ! wp_doing_cron() && ( ( defined( 'REST_REQUEST' ) && REST_REQUEST ) || Remote_Answers::answers() );
		$kept                      = $decision->as_array();
		if ( $answered || ! Decision::speaks( $kept ) ) {
			return;
		}
		$user = get_current_user_id();
		self::add(
			$user && ! wp_doing_cron() ? $user : (int) get_post_field( 'post_author', $post_id ),
			array(
				'post'   => $post_id,
				'kept'   => $kept,
				'effect' => $effect,
			)
		);
	}

	/**
	 * Keep a sentence for a user.
	 *
	 * @param int    $user_id The user.
	 * @param string $text    What to say.
	 */
	public static function leave( int $user_id, string $text ): void {
		self::add( $user_id, array( 'text' => $text ) );
	}

	/**
	 * Return where the classic editor goes after a save, without a message that the post was published if it was not.
	 *
	 * @param string $location Where.
	 * @param int    $post_id  The post.
	 */
	public function redirected( $location, $post_id ) {
		$effect = $this->effects[ $post_id ] ?? '';
		if ( Effect::DRAFT === $effect ) {
			return add_query_arg( 'message', 10, $location );
		}
		return Effect::EARLIER_TEXT === $effect ? remove_query_arg( 'message', $location ) : $location;
	}

	public function show(): void {
		$screen = get_current_screen();
		$user   = get_current_user_id();
		$notes  = get_user_meta( $user, self::META, true );
		if ( ! is_array( $notes ) || ( $screen && $screen->is_block_editor() ) ) {
			return;
		}
		delete_user_meta( $user, self::META );
		foreach ( $notes as $note ) {
			isset( $note['text'] ) ? self::box( 'error', esc_html( $note['text'] ) ) : $this->decision( $note );
		}
	}

	private function decision( array $note ): void {
		$kept  = $note['kept'];
		$title = get_the_title( $note['post'] );
		$link  = get_edit_post_link( $note['post'], 'raw' );
		$named = '' === $title ? '#' . $note['post'] : wp_strip_all_tags( html_entity_decode( $title, ENT_QUOTES, 'UTF-8' ) );
		$head  = '<p><strong>cmcompliance</strong> – ' . ( $link ? '<a href="' . esc_url( $link ) . '">' . esc_html( $named ) . '</a>' : esc_html( $named ) ) . '</p>';
		$grave = ! $kept['allowed'] || Decision::CLEAN !== $kept['why'];
		$kind  = $kept['allowed'] ? ( $grave ? 'warning' : 'info' ) : 'error';
		self::box( $kind, $head . '<p>' . esc_html( Wording::headline( $kept, $note['effect'] ) ) . '</p>' . Findings_View::html( $kept ), true );
	}

	private static function add( int $user_id, array $note ): void {
		if ( $user_id ) {
			$notes   = get_user_meta( $user_id, self::META, true );
			$others  = static function ( $earlier ) use ( $note ) {
				return ! isset( $note['post'], $earlier['post'] ) || $earlier['post'] !== $note['post'];
			};
			$notes   = is_array( $notes ) ? array_filter( $notes, $others ) : array();
			$notes[] = $note;
			update_user_meta( $user_id, self::META, wp_slash( array_slice( $notes, -self::MOST ) ) );
		}
	}

	private static function box( string $kind, string $html, bool $paragraphs = false ): void {
		$html = $paragraphs ? $html : '<p>' . $html . '</p>';
		printf( '<div class="notice notice-%s is-dismissible cmcompliance-notice">%s</div>', esc_attr( $kind ), $html ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is made.
	}
}
