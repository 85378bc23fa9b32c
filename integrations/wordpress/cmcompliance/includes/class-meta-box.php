<?php
/**
 * The box in the classic editor.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Shows and takes, on the classic editor's form, what the panel does in the block editor.
 */
final class Meta_Box {

	const NONCE = 'cmcompliance_box';
	const NAME  = 'cmcompliance';

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function register(): void {
		add_action( 'add_meta_boxes', array( $this, 'add' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
	}

	public function add(): void {
		add_meta_box(
			'cmcompliance',
			'cmcompliance',
			array( $this, 'show' ),
			$this->settings->get( 'post_types' ),
			'side',
			'default',
			array( '__back_compat_meta_box' => true )
		);
	}

	public function enqueue( $screen ): void {
		if ( in_array( $screen, array( 'post.php', 'post-new.php', 'edit.php' ), true ) ) {
			wp_enqueue_style( 'cmcompliance', plugins_url( 'assets/findings.css', CMCOMPLIANCE_FILE ), array(), (string) filemtime( dirname( CMCOMPLIANCE_FILE ) . '/assets/findings.css' ) );
		}
	}

	/**
	 * Print the box.
	 *
	 * @param \WP_Post $post The post.
	 */
	public function show( $post ): void {
		$fields = Post_Fields::of( $post->ID );
		$kept   = Verdicts::last( $post->ID );
		wp_nonce_field( self::NONCE . $post->ID, self::NONCE );
		$this->choice( 'kind', __( 'What it is', 'cmcompliance' ), Choices::kinds(), $fields['kind'] );
		$this->choice( 'platform', __( 'Where it appears', 'cmcompliance' ), Choices::platforms(), $fields['platform'] ? $fields['platform'] : $this->settings->get( 'platform' ) );
		$this->choice( 'relationship', __( 'Link with the brand it speaks of', 'cmcompliance' ), Choices::relationships(), $fields['relationship'] );
		printf(
			'<p><label for="cmcompliance-brand">%s</label><br><input type="text" class="widefat" id="cmcompliance-brand" name="cmcompliance[brand]" maxlength="200" value="%s"></p>',
			esc_html__( 'Name of the brand', 'cmcompliance' ),
			esc_attr( $fields['brand'] )
		);
		if ( null === $kept ) {
			echo '<p>' . esc_html__( 'This post was not checked yet.', 'cmcompliance' ) . '</p>';
			return;
		}
		$shown = Shown_Verdict::worded( $kept );
		echo '<p><strong>' . esc_html( $shown['label'] ) . '</strong><br>' . esc_html( sprintf( __( 'Last check: %s', 'cmcompliance' ), $shown['when'] ) ) . '</p>';
		echo Findings_View::html( $kept ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is made.
		$this->waiver( $kept );
	}

	/**
	 * Keep the fields that the form in this request has for a post.
	 *
	 * @param int $post_id The post.
	 */
	public static function take_fields( int $post_id ): void {
		$sent = self::sent( $post_id );
		if ( $sent ) {
			Post_Fields::keep( $post_id, $sent );
		}
	}

	/**
	 * Accept the findings of the last check, where the form gives a reason and the user may.
	 *
	 * @param int $post_id The post.
	 */
	public static function take_waiver( int $post_id ): void {
		$sent   = self::sent( $post_id );
		$reason = isset( $sent['reason'] ) && is_string( $sent['reason'] ) ? trim( $sent['reason'] ) : '';
		if ( '' === $reason ) {
			return;
		}
		$wrong = Waivers::accept( $post_id, $reason, isset( $sent['until'] ) && is_string( $sent['until'] ) ? $sent['until'] : '' );
		if ( null !== $wrong ) {
			Screen_Notices::leave( get_current_user_id(), $wrong->get_error_message() );
		}
	}

	/**
	 * Return the featured picture that the form in this request sets, or the one given.
	 *
	 * @param int $post_id   The post.
	 * @param int $otherwise The one that it has.
	 */
	public static function picture_sent( int $post_id, int $otherwise ): int {
		// phpcs:ignore WordPress.Security.NonceVerification -- `sent` has verified it.
		return self::sent( $post_id ) && isset( $_POST['_thumbnail_id'] ) ? max( 0, (int) $_POST['_thumbnail_id'] ) : $otherwise;
	}

	private static function sent( int $post_id ): array {
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? sanitize_key( $_POST[ self::NONCE ] ) : '';
		if ( ! $post_id || ! wp_verify_nonce( $nonce, self::NONCE . $post_id ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return array();
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Post_Fields and Waivers clean each value.
		return isset( $_POST[ self::NAME ] ) && is_array( $_POST[ self::NAME ] ) ? wp_unslash( $_POST[ self::NAME ] ) : array();
	}

	private function choice( string $name, string $label, array $choices, string $chosen ): void {
		printf( '<p><label for="cmcompliance-%1$s">%2$s</label><br><select class="widefat" id="cmcompliance-%1$s" name="cmcompliance[%1$s]">', esc_attr( $name ), esc_html( $label ) );
		foreach ( $choices as $value => $words ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $words ) );
		}
		echo '</select></p>';
	}

	private function waiver( array $kept ): void {
		if ( Decision::BREACH !== $kept['why'] || ! $this->settings->blocks() || ! current_user_can( Waiver_Rights::CAPABILITY ) ) {
			return;
		}
		printf(
			'<details><summary>%1$s</summary><p>%2$s</p><p><label for="cmcompliance-reason">%3$s</label><textarea class="widefat" id="cmcompliance-reason" name="cmcompliance[reason]" maxlength="2000"></textarea></p><p><label for="cmcompliance-until">%4$s</label> <input type="date" id="cmcompliance-until" name="cmcompliance[until]" min="%5$s" value="%5$s"></p></details>',
			esc_html__( 'Publish in spite of it', 'cmcompliance' ),
			esc_html__( 'You answer for it. Your name and the reason are kept with the post and in the record of the service.', 'cmcompliance' ),
			esc_html__( 'Reason', 'cmcompliance' ),
			esc_html__( 'Until', 'cmcompliance' ),
			esc_attr( current_time( 'Y-m-d' ) )
		);
	}
}
