# libmasa: the layers and the C ABI in one library, and how an embedder finds it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(masa)
add_library(masa::masa ALIAS masa)
foreach(layer IN LISTS MASA_LAYERS)
  target_sources(masa PRIVATE $<TARGET_OBJECTS:${layer}>)
endforeach()
target_sources(masa PRIVATE "${PROJECT_SOURCE_DIR}/bindings/c/c_api.cpp")
target_include_directories(masa PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_compile_features(masa PUBLIC cxx_std_20)
target_link_libraries(masa PRIVATE $<BUILD_INTERFACE:masa_settings> fmt::fmt yaml-cpp::yaml-cpp $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>)
set_target_properties(masa PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION 0.1)

install(TARGETS masa EXPORT masaTargets)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT masaTargets NAMESPACE masa:: DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/masa")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/masaConfig.cmake.in" "${PROJECT_BINARY_DIR}/masaConfig.cmake"
  INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/masa")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/masaConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/masaConfig.cmake" "${PROJECT_BINARY_DIR}/masaConfigVersion.cmake"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/masa")
# Whoever links the static library links what it uses, too.
if(BUILD_SHARED_LIBS)
  set(MASA_PC_REQUIRES Requires.private)
else()
  set(MASA_PC_REQUIRES Requires)
endif()
configure_file("${PROJECT_SOURCE_DIR}/cmake/masa.pc.in" "${PROJECT_BINARY_DIR}/masa.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/masa.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
