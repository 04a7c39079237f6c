<?php
/**
 * Deletes everything that the plugin has stored: the articles of snapshots.
 *
 * @package newsrack
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Deletes the transients of the current site. */
function newsrack_delete_transients() {
	global $wpdb;
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- No function of WordPress deletes transients by the beginning of their names.
	$names = $wpdb->get_col(
		$wpdb->prepare(
			"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s",
			$wpdb->esc_like( '_transient_newsrack_' ) . '%'
		)
	);
	foreach ( $names as $name ) {
		delete_transient( substr( $name, strlen( '_transient_' ) ) );
	}
}

if ( is_multisite() ) {
	$newsrack_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $newsrack_sites as $newsrack_site ) {
		switch_to_blog( $newsrack_site );
		newsrack_delete_transients();
		restore_current_blog();
	}
} else {
	newsrack_delete_transients();
}
