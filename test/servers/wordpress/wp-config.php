<?php
/** Several sites run from one copy of WordPress: where each has its database and its address, the environment says. */
define('DB_NAME', 'wordpress');
define('DB_USER', '');
define('DB_PASSWORD', '');
define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DB_DIR', getenv('SITE_DATA'));
define('WP_HOME', getenv('SITE_HOME'));
define('WP_SITEURL', getenv('SITE_HOME'));
// Nothing goes out to other machines, and nothing happens behind a request.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
// The sites that try the plugin write down every notice.
define('WP_DEBUG', str_starts_with((string) getenv('SITE_KIND'), 'plugin'));
define('WP_DEBUG_LOG', getenv('SITE_DATA') . '/debug.log');
define('WP_DEBUG_DISPLAY', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
