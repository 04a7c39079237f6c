<?php
/**
 * Plugin Name:       newsrack
 * Description:       A block and a shortcode that show the latest news about a tag, from any feed, as article cards.
 * Version:           1.0.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * Author:            The newsrack authors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       newsrack
 *
 * @package newsrack
 */

defined( 'ABSPATH' ) || exit;

define( 'NEWSRACK_VERSION', '1.0.0' );
define( 'NEWSRACK_FILE', __FILE__ );

require_once __DIR__ . '/includes/snapshot.php';
require_once __DIR__ . '/includes/render.php';

add_action( 'init', 'newsrack_register' );
add_action( 'enqueue_block_editor_assets', 'newsrack_describe_site' );
add_action( 'admin_notices', 'newsrack_report_missing_script' );

/** Registers the block and the shortcode. */
function newsrack_register() {
	register_block_type( __DIR__ . '/blocks/feed', array( 'render_callback' => 'newsrack_render_block' ) );
	wp_set_script_translations( 'newsrack-feed-editor-script', 'newsrack' );
	add_shortcode( 'newsrack', 'newsrack_render_shortcode' );
}

/** Returns the address of a file of newsrack, which this plugin brings along. */
function newsrack_script_url( $name ) {
	return plugins_url( 'cdn/' . $name, NEWSRACK_FILE );
}

/** Enqueues the script that defines the element. */
function newsrack_enqueue_script() {
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( 'newsrack', newsrack_script_url( 'newsrack.js' ), array(), NEWSRACK_VERSION );
	} else {
		// Before WordPress 6.5.
		wp_enqueue_script( 'newsrack', newsrack_script_url( 'newsrack.classic.js' ), array(), NEWSRACK_VERSION, true );
	}
}

/** Tells the script of the editor where the element's script and this site are. */
function newsrack_describe_site() {
	$site = array(
		'script' => newsrack_script_url( 'newsrack.js' ) . '?ver=' . NEWSRACK_VERSION,
		'home'   => home_url( '/' ),
	);
	$json = wp_json_encode( $site, JSON_HEX_TAG );
	wp_add_inline_script( 'newsrack-feed-editor-script', 'window.newsrackSite = ' . $json . ';', 'before' );
}

/** Says what to do where somebody has copied the plugin's source without the script. */
function newsrack_report_missing_script() {
	if ( file_exists( __DIR__ . '/cdn/newsrack.js' ) || ! current_user_can( 'activate_plugins' ) ) {
		return;
	}
	$message = __( 'The plugin newsrack has no script. Install the folder or the zip that “npm run build:wordpress” makes.', 'newsrack' );
	echo '<div class="notice notice-error"><p>' . esc_html( $message ) . '</p></div>';
}
