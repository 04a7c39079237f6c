<?php
/** For `php -S`, what a rewrite rule does elsewhere: files as they are, all else to WordPress. */
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$base = rtrim((string) parse_url(getenv('SITE_HOME'), PHP_URL_PATH), '/');
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (is_file($file)) {
    return false;
}
// A site in a folder leaves the rest of its host to others.
if (!str_starts_with("$path/", "$base/")) {
    http_response_code(404);
    echo '<!doctype html><title>Not here</title>';
    return true;
}
// Sites with plain permalinks have no such rule.
if (in_array(getenv('SITE_KIND'), ['plain', 'plugin-plain'], true) && $path !== "$base/") {
    http_response_code(404);
    echo '<!doctype html><title>Not found</title>';
    return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "$base/index.php";
chdir($_SERVER['DOCUMENT_ROOT'] . $base);
require $_SERVER['DOCUMENT_ROOT'] . "$base/index.php";
