<?php
/**
 * Answers to those who save without a page: quick edit, XML-RPC, WP-CLI.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Says in the answer of the request itself that a post was held, once its text is safe.
 */
final class Remote_Answers {

	/** @var array<int, string[]> Lines by post. */
	private $held = array();

	public function register(): void {
		add_action( 'cmcompliance_decided', array( $this, 'remember' ), 10, 3 );
		add_action( 'wp_after_insert_post', array( $this, 'answer' ), PHP_INT_MAX );
	}

	/**
	 * Whether the answer of this request says what was held.
	 */
	public static function answers(): bool {
		return self::is_xmlrpc() || self::is_cli() || self::is_quick_edit();
	}

	public function remember( $post_id, $decision, $effect ): void {
		$kept = $decision->as_array();
		if ( self::is_cli() && Decision::speaks( $kept ) ) {
			foreach ( Wording::lines( $kept, $effect ) as $line ) {
				\WP_CLI::warning( "cmcompliance ($post_id): $line" );
			}
		} elseif ( ! $decision->allowed ) {
			$this->held[ $post_id ] = Wording::lines( $kept, $effect );
		}
	}

	/**
	 * End the request with the findings.
	 *
	 * @param int $post_id The post that was saved.
	 */
	public function answer( $post_id ): void {
		if ( ! isset( $this->held[ $post_id ] ) ) {
			return;
		}
		$lines = $this->held[ $post_id ];
		unset( $this->held[ $post_id ] );
		if ( self::is_quick_edit() ) {
			wp_die( esc_html( implode( ' ', $lines ) ), '', array( 'response' => 200 ) );
		}
		if ( self::is_xmlrpc() && isset( $GLOBALS['wp_xmlrpc_server'] ) ) {
			/* translators: %d: the number of a post. */
			$where = sprintf( __( '(post %d)', 'cmcompliance' ), $post_id );
			$GLOBALS['wp_xmlrpc_server']->error( 403, implode( "\n", $lines ) . ' ' . $where );
		}
	}

	private static function is_xmlrpc(): bool {
		return defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST;
	}

	private static function is_cli(): bool {
		return defined( 'WP_CLI' ) && WP_CLI && class_exists( '\WP_CLI' );
	}

	private static function is_quick_edit(): bool {
		// phpcs:ignore WordPress.Security.NonceVerification -- WordPress has verified it before it saves.
		return wp_doing_ajax() && 'inline-save' === ( $_POST['action'] ?? '' );
	}
}
