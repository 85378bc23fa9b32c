<?php
/**
 * The text that readers see of a post.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Takes blocks, shortcodes and HTML off a post's content and keeps words, pictures and links.
 */
final class Post_Text {

	const DEEPEST = 5;

	/** @var string */
	public $text;
	/** @var array<int, array<string, string>> */
	public $media = array();
	/** @var string[] */
	public $links = array();

	public function __construct( string $content, string $excerpt ) {
		$html        = $this->with_reusable_blocks( $content, array() );
		$this->text  = self::plain( self::without_shortcode_marks( $html ) );
		$this->media = self::pictures( $html );
		$this->links = self::addresses( $html );
		$summary     = self::plain( $excerpt );
		if ( '' !== $summary ) {
			$this->text = trim( $this->text . "\n\n" . $summary );
		}
	}

	/**
	 * Return HTML as text with a line for each line that a reader sees.
	 *
	 * @param string $html HTML, or text.
	 */
	public static function plain( string $html ): string {
		$html = self::replaced( '/<!--.*?-->/s', '', $html );
		$html = self::replaced( '@<(script|style|noscript|template)\b[^>]*>.*?</\1>@si', '', $html );
		$html = self::replaced( '@<br\s*/?>\n?@i', "\n", $html );
		$html = self::replaced( '@</(p|h[1-6]|div|ul|ol|blockquote|figure|figcaption|table|section|pre)>@i', "\n\n", $html );
		$html = self::replaced( '@</(li|tr|dt|dd)>@i', "\n", $html );
		$html = self::replaced( '@</(td|th)>@i', ' ', $html );
		$text = html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		$text = self::replaced( '/[ \t\r]+/', ' ', $text );
		$text = self::replaced( '/ ?\n ?/', "\n", $text );
		$text = self::replaced( '/\n{3,}/', "\n\n", $text );
		return trim( $text );
	}

	private function with_reusable_blocks( string $content, array $seen ): string {
		if ( count( $seen ) >= self::DEEPEST ) {
			return $content;
		}
		return (string) preg_replace_callback(
			'@<!--\s+wp:block\s+(\{[^>]*?\})\s+/-->@',
			function ( $match ) use ( $seen ) {
				$named = json_decode( $match[1], true );
				$id    = is_array( $named ) ? (int) ( $named['ref'] ?? 0 ) : 0;
				$post  = $id && ! in_array( $id, $seen, true ) ? get_post( $id ) : null;
				return $post && 'wp_block' === $post->post_type
					? $this->with_reusable_blocks( $post->post_content, array_merge( $seen, array( $id ) ) )
					: '';
			},
			$content
		);
	}

	private static function without_shortcode_marks( string $html ): string {
		global $shortcode_tags;
		if ( false === strpos( $html, '[' ) || empty( $shortcode_tags ) ) {
			return $html;
		}
		$names = implode(
			'|',
			array_map(
				static function ( $name ) {
					return preg_quote( $name, '@' );
				},
				array_keys( $shortcode_tags )
			)
		);
		return self::replaced( '@\[/?(?:' . $names . ')(?![\w-])[^\]]*\]@', '', $html );
	}

	private static function pictures( string $html ): array {
		preg_match_all( '@<img\b[^>]*>@i', $html, $tags );
		$found = array();
		foreach ( array_slice( $tags[0], 0, 50 ) as $tag ) {
			$found[] = self::picture( self::attribute( $tag, 'src' ), self::attribute( $tag, 'alt' ) );
		}
		return $found;
	}

	/**
	 * Return a picture as a draft has it.
	 *
	 * @param string $address Where it lies.
	 * @param string $alt     What it shows, in words.
	 * @return array<string, string>
	 */
	public static function picture( string $address, string $alt ): array {
		$name = basename( (string) wp_parse_url( $address, PHP_URL_PATH ) );
		return array_filter(
			array(
				'kind' => 'image',
				'path' => $name,
				'alt'  => trim( $alt ),
			)
		);
	}

	private static function addresses( string $html ): array {
		preg_match_all( '@<a\b[^>]*>@i', $html, $tags );
		$found = array();
		foreach ( $tags[0] as $tag ) {
			$address = self::attribute( $tag, 'href' );
			if ( preg_match( '@^https?://@i', $address ) ) {
				$found[] = $address;
			}
		}
		return array_slice( array_values( array_unique( $found ) ), 0, 200 );
	}

	private static function attribute( string $tag, string $name ): string {
		$pattern = '@\s' . $name . '\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s>]+))@i';
		if ( ! preg_match( $pattern, $tag, $match ) ) {
			return '';
		}
		return html_entity_decode( (string) end( $match ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	}

	private static function replaced( string $pattern, string $by, string $text ): string {
		$replaced = preg_replace( $pattern, $by, $text );
		return null === $replaced ? $text : $replaced;
	}
}
