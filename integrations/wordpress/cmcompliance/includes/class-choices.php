<?php
/**
 * The choices of the fields, in words.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Names each value that a field or a setting may have; an empty value first, where nothing needs to be said.
 */
final class Choices {

	public static function kinds(): array {
		return array(
			''              => __( 'Article', 'cmcompliance' ),
			'post'          => __( 'Short post', 'cmcompliance' ),
			'ad'            => __( 'Advertisement', 'cmcompliance' ),
			'contest_rules' => __( 'Rules of a contest', 'cmcompliance' ),
		);
	}

	public static function platforms(): array {
		return array(
			'blog'       => __( 'Blog', 'cmcompliance' ),
			'website'    => __( 'Website', 'cmcompliance' ),
			'newsletter' => __( 'Newsletter', 'cmcompliance' ),
		);
	}

	public static function relationships(): array {
		return array(
			''           => __( 'Not said', 'cmcompliance' ),
			'none'       => __( 'None: nobody paid, gave or promised anything', 'cmcompliance' ),
			'own_brand'  => __( 'It is our own brand', 'cmcompliance' ),
			'paid'       => __( 'The brand pays', 'cmcompliance' ),
			'gifted'     => __( 'The brand gave the product', 'cmcompliance' ),
			'affiliate'  => __( 'Affiliate links or a code', 'cmcompliance' ),
			'trip'       => __( 'Invitation or trip', 'cmcompliance' ),
			'employment' => __( 'The author works for the brand', 'cmcompliance' ),
			'family'     => __( 'Family or friends of the brand', 'cmcompliance' ),
		);
	}

	public static function roles(): array {
		return array(
			''           => __( 'Not said', 'cmcompliance' ),
			'brand'      => __( 'A brand or a shop', 'cmcompliance' ),
			'agency'     => __( 'An agency', 'cmcompliance' ),
			'influencer' => __( 'A content creator', 'cmcompliance' ),
			'employee'   => __( 'An employee', 'cmcompliance' ),
			'consumer'   => __( 'A private person', 'cmcompliance' ),
			'media'      => __( 'A newspaper or another medium', 'cmcompliance' ),
		);
	}
}
