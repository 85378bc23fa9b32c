<?php
/**
 * The panel in the block editor.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Gives the block editor its script, with the words in the user's language; no address and no key of the service.
 */
final class Block_Editor {

	const SCRIPT = 'cmcompliance-editor';

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function register(): void {
		add_action( 'enqueue_block_editor_assets', array( $this, 'enqueue' ) );
	}

	public function enqueue(): void {
		$post = get_post();
		if ( ! $post || ! $this->settings->watches( $post->post_type ) ) {
			return;
		}
		$needs = array( 'wp-plugins', 'wp-edit-post', 'wp-editor', 'wp-components', 'wp-data', 'wp-element', 'wp-api-fetch', 'wp-notices' );
		$made  = plugins_url( 'assets/editor.js', CMCOMPLIANCE_FILE );
		wp_enqueue_script( self::SCRIPT, $made, $needs, (string) filemtime( dirname( CMCOMPLIANCE_FILE ) . '/assets/editor.js' ), true );
		$told = wp_json_encode( $this->told(), JSON_HEX_TAG | JSON_HEX_AMP );
		wp_add_inline_script( self::SCRIPT, 'window.cmcompliance = ' . $told . ';', 'before' );
		wp_enqueue_style( 'cmcompliance', plugins_url( 'assets/findings.css', CMCOMPLIANCE_FILE ), array(), (string) filemtime( dirname( CMCOMPLIANCE_FILE ) . '/assets/findings.css' ) );
	}

	private function told(): array {
		return array(
			'fields'    => Rest_Fields::FIELDS,
			'verdict'   => Rest_Fields::VERDICT,
			'route'     => '/' . Post_Route::SPACE . '/posts/',
			'blocks'    => $this->settings->blocks(),
			'mayWaive'  => current_user_can( Waiver_Rights::CAPABILITY ),
			'today'     => current_time( 'Y-m-d' ),
			'platform'  => $this->settings->get( 'platform' ),
			'choices'   => array(
				'kind'         => Choices::kinds(),
				'platform'     => Choices::platforms(),
				'relationship' => Choices::relationships(),
			),
			'severity'  => array(
				'error'   => Wording::severity( 'error' ),
				'warning' => Wording::severity( 'warning' ),
				'info'    => Wording::severity( 'info' ),
			),
			'words'     => array(
				'title'        => 'cmcompliance',
				'kind'         => __( 'What it is', 'cmcompliance' ),
				'platform'     => __( 'Where it appears', 'cmcompliance' ),
				'relationship' => __( 'Link with the brand it speaks of', 'cmcompliance' ),
				'brand'        => __( 'Name of the brand', 'cmcompliance' ),
				'check'        => __( 'Check now', 'cmcompliance' ),
				'unchecked'    => __( 'This post was not checked yet.', 'cmcompliance' ),
				'last'         => __( 'Last check: %s', 'cmcompliance' ),
				'now'          => __( 'As it stands in the editor', 'cmcompliance' ),
				'todo'         => __( 'To do: %s', 'cmcompliance' ),
				'copy'         => __( 'Text to copy:', 'cmcompliance' ),
				'law'          => __( 'Law: %s', 'cmcompliance' ),
				'read'         => __( 'Read the law', 'cmcompliance' ),
				'questions'    => __( 'What would change the outcome and is not known:', 'cmcompliance' ),
				'accepted'     => __( 'Accepted by %1$s: %2$s', 'cmcompliance' ),
				'quote'        => __( '“%s”', 'cmcompliance' ),
				'more'         => __( 'The panel “cmcompliance” of the sidebar has the others.', 'cmcompliance' ),
				'waive'        => __( 'Publish in spite of it', 'cmcompliance' ),
				'waiveHelp'    => __( 'You answer for it. Your name and the reason are kept with the post and in the record of the service.', 'cmcompliance' ),
				'reason'       => __( 'Reason', 'cmcompliance' ),
				'until'        => __( 'Until', 'cmcompliance' ),
				'accept'       => __( 'Accept these breaches', 'cmcompliance' ),
				'waived'       => __( 'The reason is kept. Publish the post again: what nobody may accept still holds it.', 'cmcompliance' ),
			),
		);
	}
}
