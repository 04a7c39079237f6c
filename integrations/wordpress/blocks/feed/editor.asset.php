<?php
/**
 * Names what the script of the editor needs.
 *
 * @package newsrack
 */

defined( 'ABSPATH' ) || exit;

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => NEWSRACK_VERSION,
);
