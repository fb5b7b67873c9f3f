# SPDX-License-Identifier: GPL-3.0-or-later
# Shared flags and the two functions every target is made with.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(VAKHTA_CCACHE ccache)
if(VAKHTA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths relative to the checkout, so that every checkout of the same source shares the cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${VAKHTA_CCACHE})
endif()

add_library(vakhta_flags INTERFACE)
target_compile_definitions(vakhta_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    VAKHTA_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(vakhta_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 and 13 report inlined QString internals here; the reports are false.
        target_compile_options(vakhta_flags INTERFACE
            -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
    endif()
    # Lines for a stack trace and no more: with every type described, each of the tests' programs
    # weighs a hundred megabytes, and a build of all of them fills a small machine's disk.
    target_compile_options(vakhta_flags INTERFACE $<$<CONFIG:RelWithDebInfo>:-g1>)
    find_program(VAKHTA_MOLD mold)
    if(VAKHTA_MOLD)
        target_link_options(vakhta_flags INTERFACE -fuse-ld=mold)
    endif()
    if(VAKHTA_SANITIZE)
        target_compile_options(vakhta_flags INTERFACE
            -fsanitize=${VAKHTA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
        target_link_options(vakhta_flags INTERFACE -fsanitize=${VAKHTA_SANITIZE})
    endif()
endif()

# An include root that shows one folder only: "<name>/…" resolves to FOLDER, and no neighbour is
# reachable through it. A forbidden include therefore does not compile. Where links cannot be made
# (Windows without the privilege), the parent folder serves, less strictly.
function(vakhta_include_root out name folder)
    set(root "${CMAKE_BINARY_DIR}/roots/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${folder}" "${root}/${name}" RESULT result SYMBOLIC)
    if(NOT result EQUAL 0)
        get_filename_component(root "${folder}" DIRECTORY)
    endif()
    set(${out} "${root}" PARENT_SCOPE)
endfunction()

# vakhta_library(name [ROOT folder] SOURCES … [PUBLIC libs…] [PRIVATE libs…])
# Without ROOT, includes of this target read "<name>/file.h"; with it, they are relative to folder.
function(vakhta_library name)
    cmake_parse_arguments(arg "" "ROOT" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    if(arg_ROOT)
        set(root "${arg_ROOT}")
    else()
        vakhta_include_root(root ${name} "${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
    target_include_directories(${name} PUBLIC "${root}")
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} vakhta_flags)
endfunction()

# vakhta_test(tst_name LIBS …): one Qt Test program from tst_name.cpp beside the caller.
# Extra sources after SOURCES; LABELS as CTest takes them.
function(vakhta_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} test_paths Qt6::Test vakhta_flags)
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF AUTOMOC OFF AUTORCC OFF
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    # There is one file to read, and its name is known: automoc would look for it, and compile an empty
    # file beside it, in each of two hundred programs.
    qt_generate_moc(${name}.cpp "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc" TARGET ${name})
    set_source_files_properties(${name}.cpp PROPERTIES OBJECT_DEPENDS "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    # What is tested is optimised as it is released; the tests themselves run once.
    if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
        target_compile_options(${name} PRIVATE -O0)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_NO_GLIB=1;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
