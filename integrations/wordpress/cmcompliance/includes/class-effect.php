<?php
/**
 * What a decision did to a post.
 *
 * @package CMCompliance
 */

namespace CMCompliance;

defined( 'ABSPATH' ) || exit;

/**
 * Names for it.
 */
final class Effect {

	/** It is public, or will be when its time has come. */
	const PUBLISHED = 'published';
	/** It was to become public and is a draft with all its text. */
	const DRAFT = 'draft';
	/** It was public before: readers see the earlier text, the new one is an autosave. */
	const EARLIER_TEXT = 'earlier_text';
	/** It was to be created by a program and is not there. */
	const UNSAVED = 'unsaved';
	/** It is due and waits for the service. */
	const WAITING = 'waiting';
}
