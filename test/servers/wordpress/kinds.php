<?php
/** What site owners, plugins and hosts change about a WordPress: `SITE_KIND` says which of it. Installed as a must-use plugin. */
$kind = getenv('SITE_KIND');

/** Headers in the place of those that WordPress sends with its REST API. */
$replaceCors = function (callable $send) {
    add_action('rest_api_init', function () use ($send) {
        remove_filter('rest_pre_serve_request', 'rest_send_cors_headers');
        add_filter('rest_pre_serve_request', function ($served) use ($send) {
            $send();
            return $served;
        });
    }, 15);
};

if (in_array($kind, ['plain', 'plugin-plain'], true)) {
    add_filter('pre_option_permalink_structure', '__return_empty_string');
}
// As the plugins "Disable WP REST API" and the like do.
if ($kind === 'closed') {
    add_filter('rest_authentication_errors', fn ($result) => $result ?: new WP_Error(
        'rest_login_required',
        'REST API restricted to authenticated users.',
        ['status' => 401]
    ));
}
if ($kind === 'forbidden') {
    add_filter('rest_authentication_errors', fn () => new WP_Error('rest_forbidden', 'Forbidden.', ['status' => 403]));
}
if ($kind === 'without-cors') {
    $replaceCors(fn () => null);
}
// A list of the owner's own, and feeds that pages may read too.
if ($kind === 'custom-cors') {
    $allow = function () {
        header('Access-Control-Allow-Origin: *');
        header('X-Site-Owner: hello');
    };
    $replaceCors($allow);
    add_action('send_headers', $allow);
}
// WordPress fetches from the ports of the web only; those of tests are free ones.
if (in_array($kind, ['plugin', 'plugin-plain'], true)) {
    add_filter('http_allowed_safe_ports', fn ($ports, $host, $url) => [...$ports, parse_url($url, PHP_URL_PORT)], 10, 3);
}
