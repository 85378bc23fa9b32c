<?php
/**
 * Settings → cmcompliance.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Shows and takes the settings; a stored key is never shown.
 */
final class Settings_Page {

	const SLUG  = 'cmcompliance';
	const GROUP = 'cmcompliance';
	const TRY   = 'cmcompliance_try';

	/** @var Settings */
	private $settings;
	/** @var Service */
	private $service;

	public function __construct( Settings $settings, Service $service ) {
		$this->settings = $settings;
		$this->service  = $service;
	}

	public function register(): void {
		add_action( 'admin_menu', array( $this, 'add' ) );
		add_action( 'admin_init', array( $this, 'take' ) );
		add_action( 'admin_post_' . self::TRY, array( $this, 'try_service' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( CMCOMPLIANCE_FILE ), array( $this, 'linked' ) );
	}

	public function add(): void {
		add_options_page( 'cmcompliance', 'cmcompliance', 'manage_options', self::SLUG, array( $this, 'show' ) );
	}

	public function linked( $links ) {
		$page = '<a href="' . esc_url( admin_url( 'options-general.php?page=' . self::SLUG ) ) . '">' . esc_html__( 'Settings', 'cmcompliance' ) . '</a>';
		return array_merge( array( $page ), $links );
	}

	public function take(): void {
		register_setting( self::GROUP, Settings::OPTION, array( 'sanitize_callback' => array( $this, 'cleaned' ) ) );
		register_setting( self::GROUP, Settings::KEY_OPTION, array( 'sanitize_callback' => array( $this, 'cleaned_key' ) ) );
		if ( false === get_option( Settings::KEY_OPTION ) ) {
			add_option( Settings::KEY_OPTION, '', '', 'no' );
		}
	}

	/**
	 * Return the settings as they are kept, and say what was left out of what was written.
	 *
	 * @param mixed $given What the form sent.
	 * @return array<string, mixed>
	 */
	public function cleaned( $given ): array {
		$given = is_array( $given ) ? $given : array();
		$kept  = Settings::cleaned( $given );
		$url   = isset( $given['url'] ) && is_string( $given['url'] ) ? trim( $given['url'] ) : $kept['url'];
		if ( ! preg_match( '@^https?://[^/]@i', $url ) ) {
			$kept['url'] = $this->settings->get( 'url' );
			$this->complain( 'url', __( 'The address of the service starts with http:// or https://, such as http://127.0.0.1:8765. The one before is kept.', 'cmcompliance' ) );
		}
		$countries = isset( $given['jurisdictions'] ) && is_string( $given['jurisdictions'] ) ? preg_split( '/[\s,;]+/', $given['jurisdictions'], -1, PREG_SPLIT_NO_EMPTY ) : array();
		$left      = array_diff( array_map( 'strtoupper', $countries ), $kept['jurisdictions'] );
		if ( $left ) {
			/* translators: %s: what was written. */
			$this->complain( 'jurisdictions', sprintf( __( 'These are no country codes and were left out: %s. Write FR, BE, EU …', 'cmcompliance' ), implode( ', ', $left ) ) );
		}
		$language = isset( $given['language'] ) && is_string( $given['language'] ) ? trim( $given['language'] ) : '';
		if ( $language !== $kept['language'] ) {
			$this->complain( 'language', __( 'The language is a code such as fr or en, or empty; it was left empty.', 'cmcompliance' ) );
		}
		return $kept;
	}

	/**
	 * Return the key to keep: the new one, or the one that is there where the field was left empty.
	 *
	 * @param mixed $given What the form sent.
	 */
	public function cleaned_key( $given ): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- options.php has verified it.
		if ( ! empty( $_POST['cmcompliance_forget_key'] ) ) {
			return '';
		}
		$key = is_string( $given ) ? trim( $given ) : '';
		if ( '' !== $key && ! preg_match( '/^[\x21-\x7e]+$/', $key ) ) {
			$this->complain( 'key', __( 'A key has neither spaces nor accents; the one before is kept.', 'cmcompliance' ) );
			$key = '';
		}
		return '' === $key ? (string) get_option( Settings::KEY_OPTION, '' ) : $key;
	}

	/**
	 * Ask the service about a harmless draft and come back with what it says.
	 */
	public function try_service(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not change these settings.', 'cmcompliance' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::TRY );
		$answer = $this->service->check( array( 'text' => 'Bonjour' ), 'preview' );
		$said   = null === $answer->report
			/* translators: %s: what went wrong. */
			? sprintf( __( 'The service does not check: %s', 'cmcompliance' ), $answer->detail )
			/* translators: %s: name and version of the rule book. */
			: sprintf( __( 'The service answers: %s', 'cmcompliance' ), $answer->report->ruleset );
		add_settings_error( self::GROUP, 'try', $said, null === $answer->report ? 'error' : 'success' );
		set_transient( 'settings_errors', get_settings_errors(), 30 );
		wp_safe_redirect( admin_url( 'options-general.php?page=' . self::SLUG . '&settings-updated=1' ) );
		exit;
	}

	public function show(): void {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		echo '<div class="wrap"><h1>cmcompliance</h1>';
		$this->warn_of_plain_http();
		echo '<form id="cmcompliance-settings" method="post" action="options.php">';
		settings_fields( self::GROUP );
		echo '<table class="form-table" role="presentation">';
		$this->text_row( 'url', __( 'Address of the service', 'cmcompliance' ), defined( 'CMCOMPLIANCE_URL' ) ? __( 'CMCOMPLIANCE_URL in wp-config.php goes before it.', 'cmcompliance' ) : __( 'Where cmcompliance serve listens, such as http://127.0.0.1:8765.', 'cmcompliance' ), 'url' );
		$this->key_row();
		$this->choice_row(
			'mode',
			__( 'When a post breaks the law', 'cmcompliance' ),
			array(
				'block' => __( 'keep it from being published', 'cmcompliance' ),
				'warn'  => __( 'publish it and warn', 'cmcompliance' ),
			)
		);
		$this->choice_row(
			'when_down',
			__( 'When the service is slow or down', 'cmcompliance' ),
			array(
				'block' => __( 'keep posts from being published', 'cmcompliance' ),
				'allow' => __( 'publish unchecked and warn', 'cmcompliance' ),
			)
		);
		$this->text_row( 'seconds', __( 'Seconds to wait for it', 'cmcompliance' ), __( '1 to 60.', 'cmcompliance' ), 'number' );
		$this->types_row();
		$this->choice_row( 'platform', __( 'This site is a', 'cmcompliance' ), Choices::platforms() );
		$this->choice_row( 'role', __( 'Who publishes here', 'cmcompliance' ), Choices::roles() );
		$this->text_row( 'jurisdictions', __( 'Countries of your readers', 'cmcompliance' ), __( 'Codes such as FR, BE; empty: the service decides.', 'cmcompliance' ), 'text' );
		$this->text_row( 'language', __( 'Language of the posts', 'cmcompliance' ), __( 'A code such as fr; empty: it is recognised.', 'cmcompliance' ), 'text' );
		$this->choice_row(
			'waivers',
			__( 'Who may publish in spite of a breach, with a written reason', 'cmcompliance' ),
			array(
				'manage_options'    => __( 'administrators', 'cmcompliance' ),
				'edit_others_posts' => __( 'editors and administrators', 'cmcompliance' ),
				'do_not_allow'      => __( 'nobody', 'cmcompliance' ),
			)
		);
		echo '</table>';
		submit_button();
		echo '</form><form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::TRY ) . '">';
		wp_nonce_field( self::TRY );
		submit_button( __( 'Try the service', 'cmcompliance' ), 'secondary', 'try', false );
		echo '</form></div>';
	}

	private function warn_of_plain_http(): void {
		$url  = $this->settings->url();
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );
		$near = in_array( $host, array( 'localhost', '127.0.0.1', '[::1]' ), true );
		if ( ! $near && 0 === strpos( $url, 'http://' ) ) {
			echo '<div class="notice notice-warning"><p>' . esc_html__( 'Drafts and key travel unencrypted to this address: give the service https, or keep it on this machine.', 'cmcompliance' ) . '</p></div>';
		}
	}

	private function text_row( string $name, string $label, string $help, string $type ): void {
		$value = $this->settings->get( $name );
		printf(
			'<tr><th scope="row"><label for="cmcompliance-%1$s">%2$s</label></th><td><input type="%3$s" class="regular-text" id="cmcompliance-%1$s" name="%4$s[%1$s]" value="%5$s"%6$s><p class="description">%7$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( $type ),
			esc_attr( Settings::OPTION ),
			esc_attr( is_array( $value ) ? implode( ', ', $value ) : (string) $value ),
			'number' === $type ? ' min="1" max="60"' : '',
			esc_html( $help )
		);
	}

	private function key_row(): void {
		echo '<tr><th scope="row"><label for="cmcompliance-key">' . esc_html__( 'Key', 'cmcompliance' ) . '</label></th><td>';
		if ( Settings::key_is_constant() ) {
			echo '<p>' . esc_html__( 'CMCOMPLIANCE_KEY in wp-config.php holds it.', 'cmcompliance' ) . '</p></td></tr>';
			return;
		}
		$stored = '' !== $this->settings->key();
		printf(
			'<input type="password" class="regular-text" id="cmcompliance-key" name="%s" value="" autocomplete="new-password" placeholder="%s">',
			esc_attr( Settings::KEY_OPTION ),
			$stored ? esc_attr__( 'a key is stored; empty leaves it', 'cmcompliance' ) : ''
		);
		echo '<p class="description">' . esc_html__( 'cmcompliance keys create makes one. In wp-config.php, CMCOMPLIANCE_KEY keeps it out of the database.', 'cmcompliance' ) . '</p>';
		if ( $stored ) {
			echo '<p><label><input type="checkbox" name="cmcompliance_forget_key" value="1"> ' . esc_html__( 'Forget the stored key', 'cmcompliance' ) . '</label></p>';
		}
		echo '</td></tr>';
	}

	private function choice_row( string $name, string $label, array $choices ): void {
		printf( '<tr><th scope="row"><label for="cmcompliance-%1$s">%2$s</label></th><td><select id="cmcompliance-%1$s" name="%3$s[%1$s]">', esc_attr( $name ), esc_html( $label ), esc_attr( Settings::OPTION ) );
		foreach ( $choices as $value => $words ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $this->settings->get( $name ), $value, false ), esc_html( $words ) );
		}
		echo '</select></td></tr>';
	}

	private function types_row(): void {
		echo '<tr><th scope="row">' . esc_html__( 'What is checked', 'cmcompliance' ) . '</th><td><fieldset>';
		foreach ( get_post_types( array( 'public' => true ), 'objects' ) as $type ) {
			if ( 'attachment' === $type->name ) {
				continue;
			}
			printf(
				'<label><input type="checkbox" name="%s[post_types][]" value="%s"%s> %s</label><br>',
				esc_attr( Settings::OPTION ),
				esc_attr( $type->name ),
				checked( $this->settings->watches( $type->name ), true, false ),
				esc_html( $type->labels->name )
			);
		}
		echo '</fieldset></td></tr>';
	}

	private function complain( string $code, string $words ): void {
		add_settings_error( self::GROUP, $code, $words, 'error' );
	}
}
